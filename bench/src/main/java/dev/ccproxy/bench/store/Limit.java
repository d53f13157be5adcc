package dev.ccproxy.bench.store;

import com.github.luben.zstd.Zstd;
import dev.ccproxy.fixtures.traffic.TimedChunk;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.sqlite.BodySplitter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// What the bodies would take if nothing but their unique elements were kept: those of the requests
/// in one zstd-3 frame, and the responses in another. No headers, no times, no index: a store that
/// can be used takes more.
final class Limit {
    private static final int LEVEL = 3;

    private final Set<String> seen = new HashSet<>();
    private final ByteArrayOutputStream elements = new ByteArrayOutputStream();
    private final ByteArrayOutputStream responses = new ByteArrayOutputStream();

    void add(TrafficExchange exchange) {
        byte[] body = exchange.body();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        BodySplitter.<RuntimeException>split(
                body,
                body.length,
                (from, to, _, holes, holeCount) -> {
                    StringBuilder element = new StringBuilder();
                    int kept = from;
                    for (int i = 0; i < holeCount; i += 2) {
                        element.append(text, kept, holes[i]);
                        kept = holes[i + 1];
                        addElement(text.substring(holes[i], kept));
                    }
                    addElement(element.append(text, kept, to).toString());
                });
        for (TimedChunk chunk : exchange.chunks()) {
            responses.writeBytes(chunk.bytes());
        }
    }

    private void addElement(String element) {
        if (seen.add(element)) {
            elements.writeBytes(element.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    long bytes() {
        return (long) Zstd.compress(elements.toByteArray(), LEVEL).length
                + Zstd.compress(responses.toByteArray(), LEVEL).length;
    }
}
