package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.index.StatementStore;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads on in a transcript from where it was read before.
final class TranscriptIndexing {
    private static final long LONGEST_STEP_MILLIS = 2_000;
    private static final int MOST_LINES = 500;
    private static final long MOST_BYTES = 4 << 20;
    private static final int PROMPT_LENGTH = 200;
    private static final Pattern AGENT =
            Pattern.compile("(.*/)?([^/]+)/subagents/(?:.*/)?agent-([^/]+)\\.jsonl");
    private static final Pattern SESSION = Pattern.compile("(.*/)?([^/]+)\\.jsonl");

    private final TranscriptStore store;
    private final TranscriptPassages passages;
    private final ObjectMapper json;

    TranscriptIndexing(StatementStore sql, ObjectMapper json) {
        this.store = new TranscriptStore(sql);
        this.passages = new TranscriptPassages(sql, json);
        this.json = json;
    }

    /// Reads some lines.
    ///
    /// @return whether there are more
    boolean index(ClaudeFolder.Found file) throws IOException {
        TranscriptStore.Known known = store.known(file.name());
        if (known != null && !goesOn(file, known)) {
            forget(known.id());
            known = null;
        }
        return read(file, known == null ? begin(file) : known);
    }

    private static boolean goesOn(ClaudeFolder.Found file, TranscriptStore.Known known)
            throws IOException {
        return file.key().equals(known.key())
                && file.size() >= known.read()
                && LineReader.tail(file.path(), known.read()) == known.tail();
    }

    /// Forgets all that a transcript told.
    void forget(long transcript) {
        store.forget(transcript).forEach(passages::remove);
    }

    private TranscriptStore.Known begin(ClaudeFolder.Found file) throws IOException {
        String name = file.name();
        Matcher agent = AGENT.matcher(name);
        Matcher session = SESSION.matcher(name);
        boolean isAgent = agent.matches();
        if (!isAgent && !session.matches()) {
            throw new IOException("no transcript: " + name);
        }
        int slash = name.indexOf('/');
        return store.insert(
                name,
                file.key(),
                isAgent ? agent.group(2) : session.group(2),
                isAgent ? agent.group(3) : null,
                slash < 0 ? "" : name.substring(0, slash));
    }

    private boolean read(ClaudeFolder.Found file, TranscriptStore.Known known) throws IOException {
        long place = known.read();
        int messages = known.messages();
        int lines = 0;
        boolean more = false;
        try (LineReader reader = new LineReader(file.path(), place)) {
            Optional<LineReader.Line> line = reader.next();
            while (line.isPresent()) {
                place = line.get().end();
                messages += take(known.id(), messages, line.get().bytes()) ? 1 : 0;
                lines++;
                more = lines == MOST_LINES || place - known.read() > MOST_BYTES;
                line = more ? Optional.empty() : reader.next();
            }
        }
        passages.write();
        store.progress(
                known.id(),
                place,
                LineReader.tail(file.path(), place),
                more || mayStillChange(file) ? 0 : file.modified(),
                messages);
        return more;
    }

    /// Whether more may be written without the file's time telling: file systems count in steps.
    private static boolean mayStillChange(ClaudeFolder.Found file) {
        return System.currentTimeMillis() - file.modified() < LONGEST_STEP_MILLIS;
    }

    /// @return whether the line is a message
    private boolean take(long transcript, int messages, byte[] bytes) {
        TranscriptLine line = TranscriptLine.read(json, bytes).orElse(null);
        return switch (line) {
            case null -> false;
            case TranscriptLine.Title title -> {
                store.title(transcript, title);
                yield false;
            }
            case TranscriptLine.Said said -> {
                message(transcript, messages + 1, said);
                yield true;
            }
        };
    }

    private void message(long transcript, int position, TranscriptLine.Said said) {
        store.said(transcript, said, prompt(said));
        String requestId = said.requestId();
        TranscriptStore.State state = TranscriptStore.State.OPEN;
        if (requestId != null) {
            state =
                    store.isRecorded(requestId)
                            ? TranscriptStore.State.RECORDED
                            : TranscriptStore.State.APART;
            for (TranscriptStore.Kept before : store.settle(transcript, state)) {
                if (state == TranscriptStore.State.APART) {
                    passages.add(before);
                }
            }
        }
        byte[] content = bytes(said.content());
        long id = store.insert(transcript, position, said, state, content);
        if (state == TranscriptStore.State.APART) {
            store.kept(id).ifPresent(passages::add);
        }
    }

    private byte[] bytes(JsonNode content) {
        try {
            return json.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was parsed can be written", e);
        }
    }

    /// What a person said, on one line.
    private static @Nullable String prompt(TranscriptLine.Said said) {
        if (!said.role().equals("user")) {
            return null;
        }
        JsonNode content = said.content();
        String text = content.isTextual() ? content.textValue() : "";
        for (JsonNode block : content) {
            String some = block.path("text").asText("");
            text = some.isBlank() || some.startsWith("<") ? text : some;
        }
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty() || line.startsWith("<")) {
            return null;
        }
        return line.length() <= PROMPT_LENGTH ? line : line.substring(0, PROMPT_LENGTH - 1) + "…";
    }
}
