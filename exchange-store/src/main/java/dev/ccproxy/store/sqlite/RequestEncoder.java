package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.Bytes;
import java.sql.SQLException;

/// Turns the body of a request into a recipe, and appends to the areas what is new in it.
///
/// The recipe is right by construction: each of its ranges was compared with the body byte by byte,
/// or was appended from it.
final class RequestEncoder {
    /// What is shorter is not worth looking after in the shared area.
    private static final int SHORTEST_SHARED = 256;

    /// A longer buffer is not kept for the next body.
    private static final int LONGEST_KEPT = 4 << 20;

    private final Scopes scopes;
    private ByteArray body = new ByteArray();
    private ByteArray filled = new ByteArray();

    RequestEncoder(Scopes scopes) {
        this.scopes = scopes;
    }

    /// Encodes a body that comes later than the request which the scope was opened for. By then the
    /// scope may take no new requests any more, and bytes of it may be about to be erased: then
    /// nothing that stands in it already may be used.
    Recipe encodeBeside(Scope scope, Bytes bytes) throws SQLException {
        if (scopes.rows().isOpen(scope.id)) {
            return encode(scope, bytes);
        }
        byte[] whole = bytes.toByteArray();
        Recipe.Builder recipe = new Recipe.Builder();
        recipe.add(
                false,
                scopes.touch(scope.requests).appendElement(whole, 0, whole.length),
                whole.length);
        return recipe.build();
    }

    Recipe encode(Scope scope, Bytes bytes) throws SQLException {
        body.clear();
        for (byte[] slice : bytes.slices()) {
            body.append(slice, 0, slice.length);
        }
        Recipe.Builder recipe = new Recipe.Builder();
        byte[] array = body.array();
        BodySplitter.<SQLException>split(
                array,
                body.size(),
                (from, to, shareable, holes, holeCount) -> {
                    if (holeCount == 0) {
                        Place place = place(scope, array, from, to, shareable);
                        recipe.add(place.shared, place.start, to - from);
                    } else {
                        addWithHoles(scope, from, to, shareable, holes, holeCount, recipe);
                    }
                });
        scopes.touch(scope.requests);
        scopes.trimShared();
        if (array.length > LONGEST_KEPT) {
            body = new ByteArray();
            filled = new ByteArray();
        }
        return recipe.build();
    }

    /// Adds a piece whose holes are closed, with what stood in them put in between.
    private void addWithHoles(
            Scope scope,
            int from,
            int to,
            boolean shareable,
            int[] holes,
            int holeCount,
            Recipe.Builder recipe)
            throws SQLException {
        byte[] array = body.array();
        filled.clear();
        int kept = from;
        for (int i = 0; i < holeCount; i += 2) {
            filled.append(array, kept, holes[i]);
            kept = holes[i + 1];
        }
        filled.append(array, kept, to);
        Place place = place(scope, filled.array(), 0, filled.size(), shareable);
        long at = place.start;
        kept = from;
        for (int i = 0; i < holeCount; i += 2) {
            recipe.add(place.shared, at, holes[i] - kept);
            at += holes[i] - kept;
            kept = holes[i + 1];
            Place hole = place(scope, array, holes[i], kept, false);
            recipe.add(hole.shared, hole.start, kept - holes[i]);
        }
        recipe.add(place.shared, at, to - kept);
    }

    private record Place(boolean shared, long start) {}

    private Place place(Scope scope, byte[] source, int from, int to, boolean shareable)
            throws SQLException {
        if (from == to) {
            return new Place(false, 0);
        }
        if (shareable && to - from >= SHORTEST_SHARED) {
            return new Place(true, shared(scope, source, from, to));
        }
        long start = scopes.elements(scope).find(source, from, to);
        if (start == Elements.ABSENT) {
            start = scope.requests.appendElement(source, from, to);
            scopes.elements(scope).add(source, from, to, start);
        }
        return new Place(false, start);
    }

    private long shared(Scope scope, byte[] source, int from, int to) throws SQLException {
        Elements elements = scopes.shared();
        long start = elements.find(source, from, to);
        if (start == Elements.ABSENT) {
            start = scopes.touch(scopes.sharedArea()).append(source, from, to);
            elements.add(source, from, to, start);
            scopes.rows().addShared(start, to - from);
        }
        if (scopes.elements(scope).used().add(start)) {
            scopes.rows().use(scope.id, start);
        }
        return start;
    }
}
