package dev.ccproxy.data.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// Writes a transcript line by line, in the shape in which Claude Code writes them.
final class TranscriptScript {
    private final Path file;
    private final String session;
    private Instant now = Instant.parse("2026-11-01T09:00:00Z");

    TranscriptScript(Path projects, String session) {
        this(projects.resolve("-home-dev-shop").resolve(session + ".jsonl"), session, true);
    }

    private TranscriptScript(Path file, String session, boolean begins) {
        this.file = file;
        this.session = session;
        try {
            Files.createDirectories(file.resolveSibling("memory"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (begins) {
            line("{\"type\":\"queue-operation\",\"operation\":\"enqueue\"}");
        }
    }

    /// The transcript of an agent of this session.
    TranscriptScript agent(String id) {
        Path folder = file.resolveSibling(session).resolve("subagents");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TranscriptScript(folder.resolve("agent-" + id + ".jsonl"), session, false);
    }

    TranscriptScript prompt(String text) {
        return said("user", "\"content\":\"" + text + "\"", "");
    }

    TranscriptScript result(String toolUse, String text) {
        return said(
                "user",
                "\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"%s\",\"content\":\"%s\"}]"
                        .formatted(toolUse, text),
                "");
    }

    TranscriptScript answer(String requestId, String text) {
        return said(
                "assistant",
                "\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]",
                ",\"requestId\":\"" + requestId + "\"");
    }

    TranscriptScript call(String requestId, String toolUse, String name, String input) {
        return said(
                "assistant",
                "\"content\":[{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":%s}]"
                        .formatted(toolUse, name, input),
                ",\"requestId\":\"" + requestId + "\"");
    }

    private TranscriptScript said(String role, String content, String more) {
        now = now.plusSeconds(2);
        return line(
                ("{\"parentUuid\":null,\"isSidechain\":false,\"type\":\"%s\",\"message\":{"
                                + "\"role\":\"%s\",%s}%s,\"timestamp\":\"%s\",\"cwd\":"
                                + "\"/home/dev/shop\",\"sessionId\":\"%s\",\"gitBranch\":\"mend\"}")
                        .formatted(role, role, content, more, now, session));
    }

    TranscriptScript line(String line) {
        return text(line + "\n");
    }

    /// Writes something that need not be whole.
    TranscriptScript text(String text) {
        try {
            Files.writeString(
                    file, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path file() {
        return file;
    }
}
