package dev.ccproxy.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.store.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bodies are cut out of an area of random bytes, as recipes do.
class BodyDigestsTest {
    private static final int AREA = 1 << 20;

    private final Random random = new Random(3);
    private final byte[] area = new byte[AREA];
    private final byte[] shared = new byte[AREA];
    private final BodyDigests digests = new BodyDigests();

    BodyDigestsTest() {
        random.nextBytes(area);
        random.nextBytes(shared);
    }

    private byte[] body(Recipe recipe) {
        byte[] body = new byte[(int) recipe.size()];
        int at = 0;
        for (Recipe.Range range : recipe.ranges()) {
            byte[] from = range.shared() ? shared : area;
            System.arraycopy(from, (int) range.start(), body, at, (int) range.length());
            at += (int) range.length();
        }
        return body;
    }

    private Bytes sliced(byte[] body) {
        List<byte[]> slices = new ArrayList<>();
        int at = 0;
        while (at < body.length) {
            int to = Math.min(body.length, at + 1 + random.nextInt(100_000));
            slices.add(Arrays.copyOfRange(body, at, to));
            at = to;
        }
        return new Bytes(slices);
    }

    private void check(Recipe recipe) {
        byte[] body = body(recipe);
        assertArrayEquals(
                Batch.sha256(List.of(body)).digest(), digests.sha256(sliced(body), recipe));
    }

    private static Recipe recipe(long... numbers) {
        Recipe.Builder recipe = new Recipe.Builder();
        for (int i = 0; i < numbers.length; i += 3) {
            recipe.add(numbers[i] == 1, numbers[i + 1], numbers[i + 2]);
        }
        return recipe.build();
    }

    @Test
    void aBodyThatGoesOnWhereAnotherEnded() {
        check(recipe(0, 0, 200_000));
        check(recipe(0, 0, 210_000));
        check(recipe(0, 0, 210_000, 1, 0, 5_000));
        check(recipe(0, 0, 210_000, 1, 0, 5_000, 0, 300_000, 100_000));
    }

    @Test
    void aBodyThatIsShorterThanTheOneBefore() {
        check(recipe(0, 0, 500_000));
        check(recipe(0, 0, 131_072));
        check(recipe(0, 0, 131_071));
        check(recipe(0, 0, 10));
        check(Recipe.NOTHING);
    }

    @Test
    void aBodyThatDiffersInTheMiddle() {
        check(recipe(0, 0, 300_000));
        check(recipe(0, 0, 150_000, 0, 150_001, 149_999));
        check(recipe(1, 0, 150_000, 0, 150_000, 150_000));
    }

    @Test
    void anyBodiesAmongEachOther() {
        for (int i = 0; i < 300; i++) {
            Recipe.Builder recipe = new Recipe.Builder();
            recipe.add(
                    random.nextInt(8) == 0,
                    random.nextInt(3) * 64L,
                    65_536L * (1 + random.nextInt(3)));
            for (int part = random.nextInt(6); part > 0; part--) {
                recipe.add(
                        random.nextBoolean(),
                        random.nextInt(2) * 1_000L,
                        random.nextInt(3) * 40_000L);
            }
            check(recipe.build());
        }
    }

    @Test
    void littleIsRemembered() {
        for (int i = 0; i < 50; i++) {
            check(recipe(0, i, 900_000));
        }
        assertTrue(digests.footprint() > 0);
        assertTrue(digests.footprint() < 32_000, () -> digests.footprint() + " bytes");
        assertEquals(0, new BodyDigests().footprint());
    }
}
