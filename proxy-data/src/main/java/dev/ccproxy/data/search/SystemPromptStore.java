package dev.ccproxy.data.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table of system prompts, for the indexing thread: each that a conversation began with, once.
final class SystemPromptStore {
    private static final int LEVEL = 3;
    private static final String ATTRIBUTION = "x-anthropic-billing-header";

    private final StatementStore sql;
    private final ObjectMapper json;

    SystemPromptStore(StatementStore sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// A conversation whose system prompt is not known.
    ///
    /// @param exchange its first request
    /// @param at when that was sent, microseconds since 1970
    private record Unknown(long system, long exchange, long at) {}

    /// Adds what conversations have begun with, and forgets what none has any more.
    void index(ExchangeReader record, List<Change> changes, PassageStore passages)
            throws StoreException {
        for (Change change : changes) {
            if (change instanceof Change.Written written) {
                Unknown unknown = unknown(written.exchange().id().value());
                if (unknown != null) {
                    add(record, unknown, passages);
                }
            }
        }
        if (changes.stream().anyMatch(Change.Deleted.class::isInstance)) {
            forget(passages);
        }
    }

    private @Nullable Unknown unknown(long exchange) {
        return sql.first(
                "SELECT c.system, e.id, e.started FROM exchange e JOIN conversation c ON c.id ="
                        + " e.conversation WHERE e.id = ? AND NOT EXISTS (SELECT 1 FROM"
                        + " system_prompt WHERE hash = c.system)",
                row -> new Unknown(row.number(), row.number(), row.number()),
                exchange);
    }

    private void add(ExchangeReader record, Unknown unknown, PassageStore passages)
            throws StoreException {
        Optional<Bytes> body = record.requestBody(new ExchangeId(unknown.exchange));
        String text = body.isEmpty() ? "" : text(body.get());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long id =
                sql.insert(
                        "INSERT INTO system_prompt (hash, size, content) VALUES (?, ?, ?)",
                        unknown.system,
                        bytes.length,
                        Zstd.compress(bytes, LEVEL));
        passages.add(Source.SYSTEM_PROMPT, id, unknown.at, passages(text));
    }

    private static List<Passage> passages(String text) {
        return text.isBlank()
                ? List.of()
                : List.of(new Passage(0, PassageKind.SYSTEM_PROMPT, null, false, text));
    }

    private void forget(PassageStore passages) {
        for (Gone gone :
                sql.list(
                        "DELETE FROM system_prompt WHERE NOT EXISTS (SELECT 1 FROM conversation"
                                + " WHERE system = hash) RETURNING id, size, content",
                        row -> new Gone(row.number(), text(row)))) {
            passages.remove(Source.SYSTEM_PROMPT, gone.id, passages(gone.text));
        }
    }

    private record Gone(long id, String text) {}

    /// The next two columns: how long a text is, and itself as one zstd frame.
    static String text(RowReader row) {
        long size = row.number();
        return new String(
                Zstd.decompress(row.bytes(), Math.toIntExact(size)), StandardCharsets.UTF_8);
    }

    /// The texts of a request's system prompt, without the line that tells the client's version.
    private String text(Bytes body) {
        try {
            JsonNode system = json.readTree(body.toByteArray()).path("system");
            if (system.isTextual()) {
                return system.textValue();
            }
            StringBuilder text = new StringBuilder();
            for (JsonNode block : system) {
                String some = block.path("text").asText("");
                if (!some.startsWith(ATTRIBUTION)) {
                    text.append(text.isEmpty() ? "" : "\n\n").append(some);
                }
            }
            return text.toString();
        } catch (IOException e) {
            return "";
        }
    }
}
