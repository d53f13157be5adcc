package dev.ccproxy.data.conversation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// 64 bits of SHA-256 over texts, each set apart from the next.
final class Hash {
    private final MessageDigest digest;

    Hash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static long of(String text) {
        return new Hash().add(text).value();
    }

    Hash add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    Hash add(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    long value() {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /// The hash of a path that is one step longer.
    static long chain(long path, long step) {
        long mixed = (path ^ Long.rotateLeft(step, 32)) * 0x9E37_79B9_7F4A_7C15L + step;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
