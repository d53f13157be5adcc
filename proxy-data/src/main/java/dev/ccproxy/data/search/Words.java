package dev.ccproxy.data.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Takes texts apart into the words by which they are found.
///
/// A word is a run of letters and digits, so identifiers, paths and addresses are found by their
/// parts; it counts without case and accents. What is written without spaces (Chinese, Japanese) is
/// found sign by sign. `getUserName` is a word, and `get`, `user`, `name` are parts of it.
final class Words {
    /// Longer runs are of no use as words, and found by their beginning.
    private static final int LONGEST = 64;

    /// Up to where a text can be searched, in characters.
    static final int MOST_TEXT = 1 << 20;

    private static final int HIRAGANA = 0x3040;
    private static final int KATAKANA_END = 0x30ff;
    private static final int ASCII = 128;

    private Words() {}

    /// A word in a text.
    ///
    /// @param folded as it counts
    /// @param start where it begins, in characters
    /// @param end where it has ended
    record Word(String folded, int start, int end) {}

    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        int length = Math.min(text.length(), MOST_TEXT);
        int at = 0;
        while (at < length) {
            int end = endOfWord(text, at, length);
            if (end > at) {
                words.add(new Word(fold(text, at, end), at, end));
            }
            at = end > at ? end : at + Character.charCount(text.codePointAt(at));
        }
        return words;
    }

    /// Where the word that begins here ends; here, where none begins.
    private static int endOfWord(String text, int at, int length) {
        int first = text.codePointAt(at);
        boolean begins = first < ASCII ? isPlain(first) : Character.isLetterOrDigit(first);
        if (!begins) {
            return at;
        }
        int next = at + Character.charCount(first);
        return isSign(first) ? next : end(text, next, length);
    }

    private static int end(String text, int from, int length) {
        int at = from;
        while (at < length) {
            int next = text.codePointAt(at);
            if (!continues(next) || isSign(next)) {
                return at;
            }
            at += Character.charCount(next);
        }
        return at;
    }

    private static boolean continues(int sign) {
        return sign < ASCII
                ? isPlain(sign)
                : Character.isLetterOrDigit(sign)
                        || Character.getType(sign) == Character.NON_SPACING_MARK;
    }

    private static boolean isPlain(int sign) {
        return (sign >= 'a' && sign <= 'z')
                || (sign >= '0' && sign <= '9')
                || (sign >= 'A' && sign <= 'Z');
    }

    private static boolean isSign(int sign) {
        return sign >= HIRAGANA && (sign <= KATAKANA_END || Character.isIdeographic(sign));
    }

    private static String fold(String text, int start, int end) {
        String word = text.substring(start, Math.min(end, start + LONGEST));
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= ASCII) {
                return withoutMarks(word).toLowerCase(Locale.ROOT);
            }
        }
        return word.toLowerCase(Locale.ROOT);
    }

    private static String withoutMarks(String word) {
        String taken = Normalizer.normalize(word, Normalizer.Form.NFD);
        StringBuilder letters = new StringBuilder(taken.length());
        taken.codePoints()
                .filter(sign -> Character.getType(sign) != Character.NON_SPACING_MARK)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /// The parts of a word that begin with capitals: `HTTPServer` has `http` and `server`. Empty
    /// where it has one part only.
    static List<String> parts(String text, int start, int end) {
        List<String> parts = List.of();
        int from = start;
        int stop = Math.min(end, start + LONGEST);
        for (int i = start + 1; i < stop; i++) {
            if (beginsPart(text, i, stop)) {
                parts = parts.isEmpty() ? new ArrayList<>() : parts;
                parts.add(fold(text, from, i));
                from = i;
            }
        }
        if (!parts.isEmpty()) {
            parts.add(fold(text, from, stop));
        }
        return parts;
    }

    private static boolean beginsPart(String text, int at, int end) {
        if (!Character.isUpperCase(text.charAt(at))) {
            return false;
        }
        return !Character.isUpperCase(text.charAt(at - 1))
                || (at + 1 < end && Character.isLowerCase(text.charAt(at + 1)));
    }

    /// A text as it is given to the index: its words, then the parts that they have.
    static String indexed(String text) {
        StringBuilder words = new StringBuilder(Math.min(text.length(), MOST_TEXT) + 16);
        StringBuilder parts = new StringBuilder();
        Set<String> taken = new HashSet<>();
        int length = Math.min(text.length(), MOST_TEXT);
        int at = 0;
        while (at < length) {
            int end = endOfSmall(text, at, length);
            if (end == at) {
                end = endOfWord(text, at, length);
                if (end == at) {
                    at += Character.charCount(text.codePointAt(at));
                    continue;
                }
                String word = fold(text, at, end);
                words.append(word);
                List<String> some = parts(text, at, end);
                if (!some.isEmpty() && taken.add(word)) {
                    some.forEach(part -> parts.append(part).append(' '));
                }
            } else {
                words.append(text, at, Math.min(end, at + LONGEST));
            }
            words.append(' ');
            at = end;
        }
        return words.append(parts).toString();
    }

    /// Where a word of small letters of ASCII and digits ends, which most are: it counts as it
    /// stands, and is not made of parts. Here, where no such word begins.
    private static int endOfSmall(String text, int from, int length) {
        int at = from;
        char sign = 0;
        while (at < length) {
            sign = text.charAt(at);
            boolean small = (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
            if (!small) {
                break;
            }
            at++;
        }
        boolean whole = at == length || (sign < ASCII && !isPlain(sign));
        return whole ? at : from;
    }

    /// The beginnings of two and of three characters that words of an indexed text have.
    static String heads(String indexed) {
        Set<String> heads = new HashSet<>();
        StringBuilder all = new StringBuilder();
        int start = 0;
        for (int end = indexed.indexOf(' '); end >= 0; end = indexed.indexOf(' ', start)) {
            for (int length = SHORTEST_HEAD; length <= LONGEST_HEAD; length++) {
                if (end - start > length) {
                    String head = indexed.substring(start, start + length);
                    if (heads.add(head)) {
                        all.append(head).append(' ');
                    }
                }
            }
            start = end + 1;
        }
        return all.toString();
    }

    static final int SHORTEST_HEAD = 2;
    static final int LONGEST_HEAD = 3;
}
