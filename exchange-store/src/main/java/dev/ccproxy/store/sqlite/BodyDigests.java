package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.Bytes;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SHA-256 of bodies, each from where it differs from one that was hashed before: a
/// conversation sends the same beginning again and again, and hashing it took most of the time that
/// recording does.
///
/// Equal ranges of recipes are equal bytes, so the recipes tell how far two bodies are alike.
final class BodyDigests {
    /// Bytes from one state of the digest that is remembered to the next.
    private static final int STEP = 64 << 10;

    /// Bodies that are remembered: those of the main conversation and of some agents beside it.
    private static final int MOST_BODIES = 4;

    private static final long STATE_BYTES = 320;
    private static final long RANGE_BYTES = 48;

    /// @param states of the digest after each step
    private record Body(Recipe recipe, List<MessageDigest> states) {
        long footprint() {
            return states.size() * STATE_BYTES + recipe.ranges().size() * RANGE_BYTES;
        }
    }

    private final Deque<Body> bodies = new ArrayDeque<>();

    /// @param recipe of this body
    byte[] sha256(Bytes bytes, Recipe recipe) {
        Body known = likest(recipe);
        List<MessageDigest> states = new ArrayList<>();
        if (known != null) {
            int steps = Math.toIntExact(recipe.alike(known.recipe) / STEP);
            states.addAll(known.states.subList(0, steps));
        }
        MessageDigest digest = states.isEmpty() ? Batch.sha256(List.of()) : copy(states.getLast());
        update(digest, bytes.from((long) states.size() * STEP), states);
        if (!states.isEmpty()) {
            remember(new Body(recipe, states), known);
        }
        return digest.digest();
    }

    /// The body that is the same for the longest, if that is worth anything.
    private @Nullable Body likest(Recipe recipe) {
        Body likest = null;
        long most = STEP - 1;
        for (Body body : bodies) {
            long alike = recipe.alike(body.recipe);
            if (alike > most) {
                most = alike;
                likest = body;
            }
        }
        return likest;
    }

    private static void update(MessageDigest digest, Bytes rest, List<MessageDigest> states) {
        int room = STEP;
        for (byte[] slice : rest.slices()) {
            int from = 0;
            while (slice.length - from >= room) {
                digest.update(slice, from, room);
                states.add(copy(digest));
                from += room;
                room = STEP;
            }
            digest.update(slice, from, slice.length - from);
            room -= slice.length - from;
        }
    }

    private void remember(Body body, @Nullable Body instead) {
        if (instead != null) {
            bodies.remove(instead);
        }
        bodies.addFirst(body);
        if (bodies.size() > MOST_BODIES) {
            bodies.removeLast();
        }
    }

    /// Bytes of memory, roughly.
    long footprint() {
        long total = 0;
        for (Body body : bodies) {
            total += body.footprint();
        }
        return total;
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }
}
