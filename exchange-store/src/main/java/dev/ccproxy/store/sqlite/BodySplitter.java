package dev.ccproxy.store.sqlite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Finds where to cut the body of a Messages request, so that what a conversation sends again and
/// again comes out as the same pieces: each message, tool and system block by itself, without the
/// `cache_control` members, which move from call to call.
///
/// The pieces in their order are the body, whatever it holds: a body that is no JSON comes out as
/// few pieces, nothing is ever lost. Nesting costs no stack.
public final class BodySplitter {
    /// Takes the pieces.
    public interface Pieces<X extends Exception> {
        /// The next piece of the body.
        ///
        /// @param shareable whether other sessions are likely to send it too
        /// @param holes `cache_control` members inside, as pairs of first byte and first byte
        ///   behind
        /// @param holeCount how many numbers of `holes` count
        void piece(int from, int to, boolean shareable, int[] holes, int holeCount) throws X;
    }

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final byte[] CACHE_CONTROL = ascii("cache_control\"");
    private static final byte[] MESSAGES = ascii("messages\"");

    /// What OpenAI's Responses API calls the messages.
    private static final byte[] INPUT = ascii("input\"");

    private static final byte[] SYSTEM = ascii("system\"");
    private static final byte[] TOOLS = ascii("tools\"");

    private final byte[] body;
    private final int end;
    private int position;
    private int pieceStart;
    private int[] holes = new int[16];
    private int holeCount;

    private BodySplitter(byte[] body, int length) {
        this.body = body;
        this.end = length;
    }

    public static <X extends Exception> void split(byte[] body, int length, Pieces<X> pieces)
            throws X {
        BodySplitter splitter = new BodySplitter(body, length);
        splitter.members(pieces);
        splitter.emit(length, false, pieces);
    }

    /// Reads the members of the outermost object, until its end or the first thing that is wrong.
    private <X extends Exception> void members(Pieces<X> pieces) throws X {
        if (next() != '{') {
            return;
        }
        do {
            position++;
            if (next() != '"') {
                return;
            }
            int key = ++position;
            if (!skipString() || next() != ':') {
                return;
            }
            position++;
            boolean shareable = is(key, SYSTEM) || is(key, TOOLS);
            boolean array = next() == '[' && (shareable || is(key, MESSAGES) || is(key, INPUT));
            if (!(array ? elements(shareable, pieces) : skipValue())) {
                return;
            }
        } while (next() == ',');
    }

    /// Reads an array whose elements are pieces, each with the comma before it.
    private <X extends Exception> boolean elements(boolean shareable, Pieces<X> pieces) throws X {
        position++;
        emit(position, false, pieces);
        if (next() == ']') {
            position++;
            return true;
        }
        while (true) {
            if (!skipValue()) {
                return false;
            }
            emit(position, shareable, pieces);
            if (next() != ',') {
                break;
            }
            position++;
        }
        if (next() != ']') {
            return false;
        }
        position++;
        return true;
    }

    private <X extends Exception> void emit(int to, boolean shareable, Pieces<X> pieces) throws X {
        if (to > pieceStart) {
            pieces.piece(pieceStart, to, shareable, holes, holeCount);
        }
        pieceStart = to;
        holeCount = 0;
    }

    /// Moves behind one value and notes the holes in it.
    private boolean skipValue() {
        int first = next();
        if (first == '"') {
            position++;
            return skipString();
        }
        boolean nested = first == '{' || first == '[';
        return nested ? skipNested() : skipPlain();
    }

    private boolean skipNested() {
        int depth = 0;
        int separator = position;
        while (position < end) {
            int at = position++;
            switch (body[at]) {
                case '"' -> {
                    if (!skipString()) {
                        return false;
                    }
                    if (is(at + 1, CACHE_CONTROL) && next() == ':') {
                        skipHole(separator, at);
                    }
                }
                case ',' -> separator = at;
                case '{', '[' -> {
                    separator = at;
                    depth++;
                }
                case '}', ']' -> {
                    if (--depth == 0) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /// Moves behind the flat object that is the value of the member whose name begins at `key`, and
    /// notes the member as a hole together with one of the commas beside it.
    private void skipHole(int separator, int key) {
        position++;
        if (next() != '{') {
            return;
        }
        int inside = position + 1;
        while (position < end && body[position] != '}') {
            position++;
            if (body[position - 1] == '"' && !skipString()) {
                return;
            }
            if (position < end && body[position] == '{') {
                position = inside - 1;
                return;
            }
        }
        if (position == end) {
            return;
        }
        position++;
        boolean inLastHole = holeCount > 0 && separator < holes[holeCount - 1];
        boolean commaBefore = body[separator] == ',' && !inLastHole;
        if (!commaBefore && next() == ',') {
            position++;
        }
        if (holeCount == holes.length) {
            holes = Arrays.copyOf(holes, holeCount * 2);
        }
        holes[holeCount++] = commaBefore ? separator : key;
        holes[holeCount++] = position;
    }

    private boolean skipPlain() {
        int start = position;
        while (position < end) {
            byte b = body[position];
            if (b == ',' || b == '}' || b == ']' || b == '"' || isSpace(b)) {
                break;
            }
            position++;
        }
        return position > start;
    }

    /// Moves from behind the first quote to behind the last.
    private boolean skipString() {
        int at = position;
        while (at < end) {
            if (at + 8 <= end) {
                long eight = (long) LONGS.get(body, at);
                long hits = zeroBytes(eight ^ QUOTES) | zeroBytes(eight ^ BACKSLASHES);
                if (hits == 0) {
                    at += 8;
                    continue;
                }
                at += Long.numberOfTrailingZeros(hits) >>> 3;
            }
            byte b = body[at];
            if (b == '"') {
                position = at + 1;
                return true;
            }
            at += b == '\\' ? 2 : 1;
        }
        position = end;
        return false;
    }

    /// Sets the highest bit of the lowest byte that is zero; above it, bits may be set in error.
    private static long zeroBytes(long word) {
        return word - ONES & ~word & HIGH_BITS;
    }

    /// Moves to the next byte that is not white space, and returns it, or -1 at the end.
    private int next() {
        while (position < end && isSpace(body[position])) {
            position++;
        }
        return position < end ? body[position] : -1;
    }

    private boolean is(int from, byte[] text) {
        int to = from + text.length;
        return to <= end && Arrays.equals(body, from, to, text, 0, text.length);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
