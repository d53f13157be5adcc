package dev.ccproxy.data.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// Whatever is typed is no error, and what the index finds is what is shown as found.
class SearchProperties {
    private static @Nullable Connection connection;

    @BeforeContainer
    static void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE VIRTUAL TABLE passage_words USING fts5 (text, heads, facets,"
                            + " content='', columnsize=0, tokenize='ascii')");
        }
    }

    @AfterContainer
    static void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    @Property(tries = 2_000)
    void anyStringCanBeLookedFor(@ForAll String typed) throws SQLException {
        finds("nothing of the kind", typed);
    }

    @Property(tries = 2_000)
    void anyOperatorsCanBeLookedFor(@ForAll("operators") String typed) throws SQLException {
        finds("and or not near", typed);
    }

    @Provide
    Arbitrary<String> operators() {
        return Arbitraries.of(
                        "\"", "'", "*", "-", " ", "(", ")", ":", "^", "+", "{", "}", ",", "AND",
                        "OR", "NOT", "NEAR", "text", "rank", "a", "getName", "ä", "検", ";", "--",
                        "\u0000", "\\", "%", "_")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    /// The two ways of matching, SQLite's and the one that marks what was found, agree.
    @Property(tries = 3_000)
    void whatIsFoundIsMarked(@ForAll("texts") String text, @ForAll("queries") String typed)
            throws SQLException {
        SearchQuery query = SearchQuery.parse(typed);
        if (query.isEmpty()) {
            return;
        }
        SearchQuery wanted = new SearchQuery(query.wanted());
        boolean shown = Finding.of(text, wanted).isComplete();
        boolean found = finds(text, wanted);
        assertTrue(found || !shown, () -> "not found: " + typed + " in " + text);
        boolean exact = wanted.terms().stream().allMatch(SearchProperties::isExact);
        if (exact) {
            assertEquals(found, shown, () -> typed + " in " + text);
        }
    }

    /// Of identifiers with a short beginning at the end the index knows only that both occur; and
    /// parts, which stand at the end of what is indexed, may seem to go on with it.
    private static boolean isExact(SearchQuery.Term term) {
        return term.words().size() == 1 && term.parts().isEmpty();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("get", "getName", "name", "foo_bar", "foo", "names", "検索", "Bär")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<String> queries() {
        return Arbitraries.of(
                        "ge",
                        "get",
                        "getN",
                        "getName",
                        "na*",
                        "name",
                        "name ",
                        "foo_bar",
                        "foo_ba",
                        "\"foo bar\"",
                        "検",
                        "索",
                        "bar",
                        "\"get name\"",
                        "nam* fo")
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(words -> String.join(" ", words));
    }

    private static void finds(String text, String typed) throws SQLException {
        SearchQuery query = SearchQuery.parse(typed);
        assertTrue(query.terms().size() <= SearchQuery.MOST_TERMS);
        if (!query.isEmpty()) {
            finds(text, query);
            Finding.of(typed, query).snippet();
        }
    }

    private static boolean finds(String text, SearchQuery query) throws SQLException {
        Connection open = connection;
        if (open == null) {
            throw new IllegalStateException("there is no database");
        }
        try (var statement = open.createStatement();
                PreparedStatement insert =
                        open.prepareStatement(
                                "INSERT INTO passage_words (rowid, text, heads) VALUES (1, ?, ?)");
                PreparedStatement select =
                        open.prepareStatement(
                                "SELECT rowid FROM passage_words WHERE passage_words MATCH ?")) {
            statement.execute("INSERT INTO passage_words (passage_words) VALUES ('delete-all')");
            String indexed = Words.indexed(text);
            insert.setString(1, indexed);
            insert.setString(2, Words.heads(indexed));
            insert.executeUpdate();
            select.setString(1, query.match(List.of()));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }
}
