package dev.ccproxy.bench;

import java.nio.ByteBuffer;
import java.util.Random;

/// Requests of 200 KB that no compression makes smaller than three quarters, and of which no two
/// share anything: one message of random Base64 each.
final class RandomText implements Requests {
    private static final int SIZE = 200_000;

    private final Text text;
    private final RequestHead head = new RequestHead("");
    private final ByteBuffer body = ByteBuffer.allocateDirect(SIZE);

    RandomText(Random random) {
        text = Text.ofBase64(random);
    }

    @Override
    public ByteBuffer[] next() {
        byte[] end = Wire.bytes("\"}],\"max_tokens\":32000,\"stream\":false}");
        body.clear()
                .put(Wire.bytes("{\"model\":\"claude-sonnet-4-5-20250929\",\"messages\":["))
                .put(Wire.bytes("{\"role\":\"user\",\"content\":\""));
        text.append(body, body.remaining() - end.length);
        body.put(end).flip();
        return new ByteBuffer[] {head.withLength(SIZE), body};
    }
}
