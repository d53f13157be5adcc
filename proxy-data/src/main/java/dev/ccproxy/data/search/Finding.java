package dev.ccproxy.data.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where in a text something is that was looked for.
final class Finding {
    /// How long a snippet is, in characters.
    private static final int WIDTH = 280;

    /// How much of it stands before the first mark.
    private static final int LEAD = 60;

    private static final int MOST_COUNTED = 8;
    private static final int ROW = 4;

    private final String text;
    private final int terms;
    private final List<Match> matches = new ArrayList<>();

    /// An occurrence of the term with this number.
    private record Match(int term, int start, int end, int word, int words) {}

    private Finding(String text, int terms) {
        this.text = text;
        this.terms = terms;
    }

    static Finding of(String text, SearchQuery query) {
        List<SearchQuery.Term> wanted = query.wanted();
        Finding finding = new Finding(text, wanted.size());
        List<Words.Word> words = Words.of(text);
        for (int at = 0; at < words.size(); at++) {
            for (int i = 0; i < wanted.size(); i++) {
                int length = finding.matches(words, at, wanted.get(i));
                if (length > 0) {
                    finding.matches.add(
                            new Match(
                                    i,
                                    words.get(at).start(),
                                    words.get(at + length - 1).end(),
                                    at,
                                    length));
                }
            }
        }
        return finding;
    }

    /// How many words from here on are what the term looks for; 0 where they are not.
    private int matches(List<Words.Word> words, int at, SearchQuery.Term term) {
        List<String> wanted = term.words();
        int last = wanted.size() - 1;
        if (at + last < words.size()) {
            boolean all = fits(words.get(at + last).folded(), wanted.get(last), term.prefix());
            for (int i = 0; all && i < last; i++) {
                all = words.get(at + i).folded().equals(wanted.get(i));
            }
            if (all) {
                return wanted.size();
            }
        }
        return last == 0 && hasPart(words.get(at), term) ? 1 : 0;
    }

    private static boolean fits(String word, String wanted, boolean prefix) {
        return prefix ? word.startsWith(wanted) : word.equals(wanted);
    }

    /// Whether parts of an identifier are what the term looks for.
    private boolean hasPart(Words.Word word, SearchQuery.Term term) {
        List<String> parts = Words.parts(text, word.start(), word.end());
        List<String> wanted = term.parts().isEmpty() ? term.words() : term.parts();
        for (int at = 0; at + wanted.size() <= parts.size(); at++) {
            int last = wanted.size() - 1;
            boolean all = fits(parts.get(at + last), wanted.get(last), term.prefix());
            for (int i = 0; all && i < last; i++) {
                all = parts.get(at + i).equals(wanted.get(i));
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    /// Whether everything that was looked for is there.
    boolean isComplete() {
        return matches.stream().mapToInt(Match::term).distinct().count() == terms;
    }

    /// How well the text fits: whether all terms stand in a row, in their order, and how often they
    /// occur.
    int score() {
        return Math.min(matches.size(), MOST_COUNTED) / 2 + (isRow() ? ROW : 0);
    }

    private boolean isRow() {
        if (terms < 2) {
            return false;
        }
        int next = 0;
        int word = -1;
        for (Match match : matches) {
            boolean goesOn = match.term == next && (next == 0 || match.word == word);
            if (goesOn || match.term == 0) {
                next = match.term + 1;
                word = match.word + match.words;
            } else if (match.word >= word) {
                next = 0;
            }
            if (next == terms) {
                return true;
            }
        }
        return false;
    }

    Snippet snippet() {
        int from = matches.isEmpty() ? 0 : beginning(matches.get(best()).start);
        int to = ending(Math.min(text.length(), from + WIDTH));
        String before = from > 0 ? "…" : "";
        List<Snippet.Mark> marks = new ArrayList<>();
        int marked = from;
        for (Match match : matches) {
            if (match.start >= marked && match.end <= to) {
                int shift = before.length() - from;
                marks.add(new Snippet.Mark(match.start + shift, match.end + shift));
                marked = match.end;
            }
        }
        return new Snippet(
                before + text.substring(from, to) + (to < text.length() ? "…" : ""), marks);
    }

    /// The match from which on most terms follow closely.
    private int best() {
        int best = 0;
        int most = 0;
        for (int i = 0; i < matches.size(); i++) {
            Set<Integer> near = new HashSet<>();
            for (int k = i; k < matches.size() && near.size() < terms; k++) {
                if (matches.get(k).end - matches.get(i).start > WIDTH - LEAD) {
                    break;
                }
                near.add(matches.get(k).term);
            }
            if (near.size() > most) {
                most = near.size();
                best = i;
            }
            if (most == terms) {
                break;
            }
        }
        return best;
    }

    /// The beginning of a word, or of a line, shortly before a place.
    private int beginning(int place) {
        if (place <= LEAD) {
            return 0;
        }
        int from = place - LEAD;
        int line = text.lastIndexOf('\n', place - 1) + 1;
        if (line > from) {
            return line;
        }
        while (from < place && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from++;
        }
        return Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
    }

    private int ending(int place) {
        return place < text.length() && Character.isLowSurrogate(text.charAt(place))
                ? place - 1
                : place;
    }
}
