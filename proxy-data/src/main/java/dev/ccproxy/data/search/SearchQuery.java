package dev.ccproxy.data.search;

import java.util.ArrayList;
import java.util.List;

/// What is looked for: words, all of which have to occur, `"several in a row"`, `beginnings*`, and
/// `-what` must not occur. The last word may be the beginning of one, as it is still being typed,
/// unless a blank follows it. Anything else that is written has no meaning and does no harm.
///
/// @param terms at the most [#MOST_TERMS]
record SearchQuery(List<Term> terms) {
    /// How many terms count; what follows is left out.
    static final int MOST_TERMS = 24;

    /// One thing that is looked for.
    ///
    /// @param words folded, one after the other; an identifier such as `foo_bar` has several
    /// @param parts of the word where it is one with capitals in it; empty otherwise
    /// @param prefix whether the last word may be the beginning of one
    record Term(List<String> words, List<String> parts, boolean prefix, boolean excluded) {
        /// This term in FTS5's language. All that comes from the user is letters and digits.
        String match() {
            List<String> ways = new ArrayList<>();
            if (isHead(words.getLast())) {
                ways.add(headMatch());
            } else {
                ways.add(phrase(words, prefix));
            }
            if (!parts.isEmpty()) {
                ways.add(phrase(parts, prefix && !isHead(parts.getLast())));
            }
            return ways.size() == 1 ? ways.getFirst() : "(" + String.join(" OR ", ways) + ")";
        }

        /// A beginning that is too short to look for it among all words.
        private boolean isHead(String word) {
            return prefix && word.length() <= Words.LONGEST_HEAD;
        }

        private String headMatch() {
            String head = words.getLast();
            String here = phrase(List.of(head), false);
            String match =
                    head.length() < Words.SHORTEST_HEAD
                            ? here
                            : "(" + here + " OR heads : \"" + head + "\")";
            return words.size() == 1
                    ? match
                    : "("
                            + phrase(words.subList(0, words.size() - 1), false)
                            + " AND "
                            + match
                            + ")";
        }

        private static String phrase(List<String> words, boolean prefix) {
            return "text : \"" + String.join(" ", words) + "\"" + (prefix ? " *" : "");
        }
    }

    /// Understands whatever was typed.
    static SearchQuery parse(String text) {
        List<Term> terms = new ArrayList<>();
        int at = 0;
        while (at < text.length() && terms.size() < MOST_TERMS) {
            char first = text.charAt(at);
            boolean excluded =
                    first == '-'
                            && at + 1 < text.length()
                            && !Character.isWhitespace(text.charAt(at + 1));
            int start = excluded ? at + 1 : at;
            int end;
            if (text.charAt(start) == '"') {
                int close = text.indexOf('"', start + 1);
                end = close < 0 ? text.length() : close + 1;
                boolean open = close < 0;
                boolean begins = end < text.length() && text.charAt(end) == '*';
                add(terms, text.substring(start, end), open || begins, excluded);
            } else {
                end = start;
                while (end < text.length()
                        && !Character.isWhitespace(text.charAt(end))
                        && text.charAt(end) != '"') {
                    end++;
                }
                String word = text.substring(start, end);
                add(terms, word, end == text.length() || word.endsWith("*"), excluded);
            }
            at = Math.max(end, at + 1);
        }
        return new SearchQuery(List.copyOf(terms));
    }

    private static void add(List<Term> terms, String text, boolean prefix, boolean excluded) {
        List<Words.Word> words = Words.of(text);
        if (words.isEmpty()) {
            return;
        }
        Words.Word last = words.getLast();
        boolean typed = prefix && text.substring(last.end()).chars().allMatch(c -> c == '*');
        terms.add(
                new Term(
                        words.stream().map(Words.Word::folded).toList(),
                        words.size() == 1 ? Words.parts(text, last.start(), last.end()) : List.of(),
                        typed,
                        excluded));
    }

    /// Whether there is something to look for, and not only what must not occur.
    boolean isEmpty() {
        return wanted().isEmpty();
    }

    /// What has to occur.
    List<Term> wanted() {
        return terms.stream().filter(term -> !term.excluded).toList();
    }

    /// All of it in FTS5's language.
    ///
    /// @param facets what else has to be, each a choice of facets of passages
    String match(List<List<String>> facets) {
        StringBuilder match = new StringBuilder();
        for (List<String> choice : facets) {
            List<String> ways = choice.stream().map(facet -> "facets : \"" + facet + "\"").toList();
            match.append('(').append(String.join(" OR ", ways)).append(") AND ");
        }
        match.append(String.join(" AND ", wanted().stream().map(Term::match).toList()));
        List<String> unwanted = terms.stream().filter(Term::excluded).map(Term::match).toList();
        return unwanted.isEmpty()
                ? match.toString()
                : "(" + match + ") NOT (" + String.join(" OR ", unwanted) + ")";
    }
}
