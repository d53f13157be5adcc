package dev.ccproxy.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;

/// Makes sure that a target forwards what it gets before its speed is looked at. Answers are
/// compared byte for byte in every measurement as well; here the bytes that reach the upstream are,
/// too.
final class Verification {
    private Verification() {}

    static void verify(Target target) throws IOException {
        byte[] body = new byte[200_000];
        new Random(4).nextBytes(body);
        byte[] digest = MockUpstream.sha256().digest(body);
        ByteBuffer expected = ByteBuffer.wrap(Wire.bytes(HexFormat.of().formatHex(digest)));
        try (Client client = new Client(target)) {
            client.exchange(Requests.repeat("&digest=1", body).next(), expected);
        }
        if (Load.streams(target, 1, 20, Duration.ofMillis(1)).count() != 20) {
            throw new Client.WrongAnswer(target, "events are missing");
        }
    }
}
