package dev.ccproxy.core.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndToEndHeadersTest {
    private final MultiMap from = MultiMap.caseInsensitiveMultiMap();

    private List<String> copied() {
        MultiMap to = MultiMap.caseInsensitiveMultiMap();
        EndToEndHeaders.copy(from, to);
        List<String> lines = new ArrayList<>();
        HeaderLines.forEach(to, (name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    @Test
    void keepsOrderSpellingAndRepeatedLines() {
        from.add("X-App", "cli").add("set-cookie", "a").add("x-other", "").add("Set-Cookie", "b");

        assertEquals(
                List.of("X-App: cli", "set-cookie: a", "x-other: ", "Set-Cookie: b"), copied());
    }

    @Test
    void leavesOutWhatIsAboutOneConnection() {
        from.add("Keep-Alive", "timeout=5")
                .add("TE", "trailers")
                .add("transfer-encoding", "chunked")
                .add("Upgrade", "h2c")
                .add("te2", "kept");

        assertEquals(List.of("te2: kept"), copied());
    }

    @Test
    void leavesOutWhatAnyConnectionLineNames() {
        from.add("Connection", "keep-alive")
                .add("X-One", "1")
                .add("connection", "x-one , X-TWO,content-length")
                .add("x-two", "2")
                .add("x-three", "3")
                .add("Content-Length", "4");

        assertEquals(List.of("x-three: 3", "Content-Length: 4"), copied());
    }
}
