package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/// How a body is put together: which bytes of its area one after the other.
///
/// As text it is `start+length start+length …`; ranges of the shared area begin with `s`.
record Recipe(List<Range> ranges) {
    /// Bytes of an area.
    ///
    /// @param shared whether of the shared area, and not of the exchange's own
    record Range(boolean shared, long start, long length) {
        long end() {
            return start + length;
        }
    }

    private static final String SHARED = "s";

    static final Recipe NOTHING = new Recipe(List.of());

    Recipe {
        ranges = List.copyOf(ranges);
    }

    long size() {
        return ranges.stream().mapToLong(Range::length).sum();
    }

    /// How many bytes are surely the same at the beginning of what this recipe and another of the
    /// same area describe.
    long alike(Recipe other) {
        long alike = 0;
        int most = Math.min(ranges.size(), other.ranges.size());
        for (int i = 0; i < most; i++) {
            Range range = ranges.get(i);
            Range its = other.ranges.get(i);
            if (range.shared != its.shared || range.start != its.start) {
                break;
            }
            alike += Math.min(range.length, its.length);
            if (range.length != its.length) {
                break;
            }
        }
        return alike;
    }

    static Recipe parse(String text) throws StoreException {
        List<Range> ranges = new ArrayList<>();
        try {
            for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
                boolean shared = word.startsWith(SHARED);
                int plus = word.indexOf('+');
                long start = Long.parseLong(word, shared ? 1 : 0, plus, 10);
                ranges.add(
                        new Range(
                                shared, start, Long.parseLong(word, plus + 1, word.length(), 10)));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new StoreException("not a recipe: " + text, e);
        }
        return new Recipe(ranges);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Range range : ranges) {
            text.append(text.isEmpty() ? "" : " ").append(range.shared ? SHARED : "");
            text.append(range.start).append('+').append(range.length);
        }
        return text.toString();
    }

    /// Puts a recipe together and joins ranges that follow each other.
    static final class Builder {
        private final List<Range> ranges = new ArrayList<>();

        void add(boolean shared, long start, long length) {
            if (length == 0) {
                return;
            }
            if (!ranges.isEmpty()) {
                Range last = ranges.getLast();
                if (last.shared == shared && last.end() == start) {
                    ranges.set(
                            ranges.size() - 1, new Range(shared, last.start, last.length + length));
                    return;
                }
            }
            ranges.add(new Range(shared, start, length));
        }

        Recipe build() {
            return new Recipe(ranges);
        }
    }
}
