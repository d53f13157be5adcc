package dev.ccproxy.bench;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;

/// An endless supply of text that needs no escaping, cut from a pool at random places: making it
/// must cost next to nothing.
final class Text {
    private static final int POOL_SIZE = 8 << 20;
    private static final int VOCABULARY = 4_096;

    private static final byte[] WORDS = words(new Random(2));
    private static final byte[] BASE64 = base64(new Random(3));

    private final byte[] pool;
    private final Random random;

    private Text(byte[] pool, Random random) {
        this.pool = pool;
        this.random = random;
    }

    /// Words from a vocabulary of some thousand, which compress about as prose and code do.
    static Text ofWords(Random random) {
        return new Text(WORDS, random);
    }

    /// Random letters and digits, six bits of chance in each.
    static Text ofBase64(Random random) {
        return new Text(BASE64, random);
    }

    void append(ByteBuffer into, int length) {
        into.put(pool, random.nextInt(pool.length - length), length);
    }

    private static byte[] words(Random random) {
        byte[][] vocabulary = new byte[VOCABULARY][];
        for (int i = 0; i < VOCABULARY; i++) {
            byte[] word = new byte[3 + random.nextInt(8)];
            for (int at = 0; at < word.length - 1; at++) {
                word[at] = (byte) ('a' + random.nextInt(26));
            }
            word[word.length - 1] = ' ';
            vocabulary[i] = word;
        }
        ByteBuffer pool = ByteBuffer.allocate(POOL_SIZE + 16);
        while (pool.position() < POOL_SIZE) {
            // Squared, so that some words are far more frequent than others.
            double share = random.nextDouble();
            pool.put(vocabulary[(int) (share * share * VOCABULARY)]);
        }
        return pool.array();
    }

    private static byte[] base64(Random random) {
        byte[] bytes = new byte[POOL_SIZE / 4 * 3];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encode(bytes);
    }
}
