package dev.ccproxy.data.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "till |text : \"till\"",
                "tills|text : \"tills\" *",
                "ti|(text : \"ti\" OR heads : \"ti\")",
                "t|text : \"t\"",
                "Till rounds |text : \"till\" AND text : \"rounds\"",
                "\"till rounds\"|text : \"till rounds\"",
                "\"till roun|text : \"till roun\" *",
                "till* x |text : \"till\" * AND text : \"x\"",
                "till -test |(text : \"till\") NOT (text : \"test\")",
                "till -\"a b\" |(text : \"till\") NOT (text : \"a b\")",
                "foo_bar |text : \"foo bar\"",
                "getName |(text : \"getname\" OR text : \"get name\")",
                "a OR b |text : \"a\" AND text : \"or\" AND text : \"b\"",
                "text:x) |text : \"text x\"",
            })
    void isUnderstoodAsWords(String typed, String match) {
        assertEquals(match, SearchQuery.parse(typed).match(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "\"\"", "-", "--", "*", "-a", "-\"a b", "😀", "()"})
    void maybeAsksForNothing(String typed) {
        assertTrue(SearchQuery.parse(typed).isEmpty());
    }

    @Test
    void looksWithinFacets() {
        assertEquals(
                "(facets : \"k0\" OR facets : \"k1\") AND (facets : \"t1\") AND text : \"a\"",
                SearchQuery.parse("a ").match(List.of(List.of("k0", "k1"), List.of("t1"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rounds|the till Rounds and rounds|the till [Rounds] and [rounds]",
                "till round|the till rounds|the [till] [rounds]",
                "\"a b\"|a b a c b|[a b] a c b",
                "name|getName of name|[getName] of [name]",
                "bar|Bär|[Bär]",
            })
    void marksWhatWasFound(String typed, String text, String marked) {
        assertEquals(marked, marked(Finding.of(text, SearchQuery.parse(typed)).snippet()));
    }

    @Test
    void showsWhereMostOfItIs() {
        String text = "till ".repeat(1) + "x ".repeat(400) + "the till rounds " + "y ".repeat(400);
        Snippet snippet = Finding.of(text, SearchQuery.parse("till rounds ")).snippet();
        assertTrue(snippet.text().startsWith("…"), snippet.text());
        assertTrue(snippet.text().endsWith("…"), snippet.text());
        assertTrue(snippet.text().length() <= 290, snippet.text());
        assertEquals(2, snippet.marks().size());
        assertTrue(marked(snippet).contains("the [till] [rounds]"), snippet.text());
    }

    @Test
    void prefersAllWordsInARow() {
        SearchQuery query = SearchQuery.parse("till rounds ");
        assertTrue(
                Finding.of("a till rounds", query).score()
                        > Finding.of("till and rounds", query).score());
    }

    private static String marked(Snippet snippet) {
        StringBuilder text = new StringBuilder(snippet.text());
        for (Snippet.Mark mark : snippet.marks().reversed()) {
            text.insert(mark.end(), ']').insert(mark.start(), '[');
        }
        return text.toString();
    }
}
