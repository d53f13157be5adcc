package dev.ccproxy.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.Entries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands that `docs/STORAGE.md` gives for reading a body by hand.
class StorageGuideTest {
    private static final Path GUIDE = Path.of("../docs/STORAGE.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir private Path folder;

    @Test
    void tellsHowToReadAnyBodyWithoutOurPrograms() throws Exception {
        Path file = folder.resolve("e.db");
        List<ExchangeId> ids = new ArrayList<>();
        List<byte[]> requests = new ArrayList<>();
        byte[] answer = new byte[1_300_000];
        new Random(1).nextBytes(answer);
        try (SqliteExchangeStore store = new SqliteExchangeStore(file)) {
            StringBuilder messages = new StringBuilder("{\"text\":\"0\"}");
            for (int i = 0; i < 4; i++) {
                ExchangeId id = Entries.nextId();
                String mark =
                        ",{\"text\":\"m" + i + "\",\"cache_control\":{\"type\":\"ephemeral\"}}";
                String system = "{\"text\":\"" + "be good ".repeat(50) + "\"}";
                byte[] request =
                        ("{\"messages\":[" + messages + mark + "],\"system\":[" + system + "]}")
                                .getBytes(StandardCharsets.UTF_8);
                messages.append(",{\"text\":\"m").append(i).append("\"}");
                ids.add(id);
                requests.add(request);
                store.write(
                        List.of(
                                Entries.arrived(id, "s" + i % 2, new Bytes(List.of(request))),
                                Entries.routed(id, new Bytes(List.of(request)), request.length),
                                Entries.providerReceived(id, 1, new Bytes(List.of(request))),
                                Entries.answered(id, 200),
                                Entries.received(id, 1, new Bytes(List.of(answer))),
                                Entries.routeEnded(id),
                                Entries.ended(id)));
            }
        }
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(requests.get(i), run(file, "request " + ids.get(i).value()));
            assertArrayEquals(requests.get(i), run(file, "sent " + ids.get(i).value()));
            assertArrayEquals(requests.get(i), run(file, "answered " + ids.get(i).value()));
        }
        assertArrayEquals(answer, run(file, "response " + ids.getLast().value()));
    }

    private byte[] run(Path file, String command) throws Exception {
        Matcher commands = COMMANDS.matcher(Files.readString(GUIDE));
        assertTrue(commands.find());
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", commands.group(1) + command);
        builder.environment().put("db", file.toString());
        Process shell =
                builder.redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertEquals(0, shell.waitFor());
        return Files.readAllBytes(output);
    }
}
