package dev.ccproxy.data.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.conversation.Indexed;
import dev.ccproxy.fixtures.traffic.Script;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchChapterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SearchFilter ANYWHERE =
            new SearchFilter(null, null, null, null, null, null, null, null, null, null, null);

    @TempDir private Path folder;
    private final Script script = Script.of("s1");
    private @Nullable Indexed indexed;

    @BeforeEach
    void open() {
        indexed = new Indexed(folder, new SearchChapter(JSON));
    }

    @AfterEach
    void close() {
        indexed().close();
    }

    /// Each new message asks when it was said; its conversation may have thousands of exchanges.
    @Test
    void looksForTheTimeOfAMessageByItsPlace() {
        assertEquals(
                List.of(
                        "SEARCH n USING INDEX node_message (message=?)",
                        "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)",
                        "CORRELATED SCALAR SUBQUERY 1",
                        "SEARCH e USING INDEX exchange_answer (answer=?)",
                        "CORRELATED SCALAR SUBQUERY 2",
                        "SEARCH e USING INDEX exchange_leaf (leaf>?)"),
                indexed().plan(PassageStore.SAID));
    }

    @Test
    void findsEachKindOfPassage() {
        script.main()
                .prompt("Mend the zither.")
                .calls("toolu_1", "Bash", "{\"command\":\"make zither\",\"zither\":1}")
                .failure("toolu_1", "no zither here")
                .answers("The zither is broken.");
        indexed().add(script.exchanges());

        List<SearchHit> hits = find("zither ");
        assertEquals(
                List.of("answer", "prompt", "tool_input", "tool_result"),
                hits.stream().map(hit -> hit.kind().code()).sorted().toList());
        SearchHit result =
                hits.stream()
                        .filter(hit -> hit.kind() == PassageKind.TOOL_RESULT)
                        .toList()
                        .getFirst();
        assertEquals("Bash", result.tool());
        assertTrue(result.isError());
        assertEquals("no zither here", result.snippet().text());
        assertEquals(List.of(new Snippet.Mark(3, 9)), result.snippet().marks());
        assertEquals("s1", result.conversationId());
        assertEquals("Mend the zither.", result.title());
        assertEquals(1, find("\"primary working directory\"").size());
    }

    @Test
    void findsAMessageOnceHoweverOftenItIsSent() {
        script.main().prompt("Mend the zither.").answers("One.");
        script.main().prompt("And now?").answers("Two.").prompt("And now?").answers("Three.");
        indexed().add(script.exchanges());

        assertEquals(1, find("zither ").size());
        assertEquals(7, indexed().count("passage"));
    }

    /// What was said in both is stored once, and is part of each.
    @Test
    void findsInOneSessionWhatBelongsToIt() {
        script.main().prompt("Mend the zither.").answers("The zither of one.");
        Script other = Script.of("s2").aside(TrafficExchange.Kind.TITLE);
        other.main().prompt("Mend the zither.").answers("The zither of two.");
        indexed().add(script.exchanges());
        indexed().add(other.exchanges().subList(1, other.exchanges().size()));

        for (String typed : List.of("zither ", "zi", "zith")) {
            List<SearchHit> hits =
                    find(typed, new SearchFilter.Place("s2", null, null, null, null));
            assertEquals(
                    List.of("Mend the zither.", "The zither of two."),
                    hits.stream().map(hit -> hit.snippet().text()).sorted().toList());
            assertEquals(
                    List.of("s2", "s2"), hits.stream().map(SearchHit::conversationId).toList());
            assertEquals(hits, find(typed, new SearchFilter.Place("s2", "s2", null, null, null)));
            assertEquals(3, find(typed).size());
        }
        assertEquals(
                List.of(), find("zither ", new SearchFilter.Place("s3", null, null, null, null)));
    }

    @Test
    void findsTheSystemPrompt() {
        script.main().prompt("Hello.").answers("Hi.");
        indexed().add(script.exchanges());
        String system =
                indexed()
                        .read(sql ->
                                sql.list(
                                        "SELECT size, content FROM system_prompt",
                                        SystemPromptStore::text))
                        .getFirst();
        String word = Words.of(system).get(40).folded();
        List<SearchHit> hits = find("\"" + word + "\"");
        assertTrue(hits.stream().anyMatch(hit -> hit.kind() == PassageKind.SYSTEM_PROMPT));
    }

    @Test
    void putsTheBestFirst() {
        script.main().prompt("Is the till rounding?").answers("The rounding of the till is off.");
        script.main().prompt("Read.").calls("toolu_1", "Read", "{\"file_path\":\"a\"}");
        script.main().result("toolu_1", "till 1 rounding 2").answers("Done.");
        indexed().add(script.exchanges());

        List<SearchHit> best = find("till rounding ");
        assertEquals(
                List.of("prompt", "answer", "tool_result"),
                best.stream().map(hit -> hit.kind().code()).toList());
    }

    @Test
    void pagesThroughEverythingOnceInBothOrders() {
        for (int i = 0; i < 130; i++) {
            script.main().prompt("The till, again: " + i).answers("The till is well: " + i);
        }
        indexed().add(script.exchanges());

        for (boolean ranked : new boolean[] {true, false}) {
            List<String> seen = new ArrayList<>();
            String next = null;
            do {
                SearchHit.Page page = page("till ", next, 7, ranked);
                page.items().forEach(hit -> seen.add(hit.snippet().text()));
                next = page.next();
            } while (next != null);
            assertEquals(260, seen.size());
            assertEquals(260, seen.stream().distinct().count());
        }
    }

    @Test
    void forgetsTheWordsOfWhatIsDeleted() throws IOException {
        script.main().prompt("Keep the kept words.").answers("Kept.");
        script.main().prompt("The zyxwvuts is secret.").answers("qponmlkj, then.");
        List<TrafficExchange> exchanges = script.exchanges();
        indexed().add(exchanges);
        assertEquals(1, find("zyxwvuts ").size());
        assertTrue(bytes().contains("zyxwvuts"));

        indexed().delete(exchanges.get(1));

        assertEquals(0, find("zyxwvuts ").size());
        assertEquals(0, find("zyx").size());
        assertEquals(1, find("kept words ").size());
        String bytes = bytes();
        assertFalse(bytes.contains("zyxwvuts"));
        assertFalse(bytes.contains("yxwvut"));
        assertFalse(bytes.contains("qponmlkj"));
        assertEquals(0, indexed().count("message_removed"));
    }

    @Test
    void forgetsSystemPromptsOfDeletedConversations() {
        script.main().prompt("One.").answers("First.");
        List<TrafficExchange> exchanges = script.exchanges();
        indexed().add(exchanges);
        assertEquals(1, indexed().count("system_prompt"));

        indexed().delete(exchanges.getFirst());

        assertEquals(0, indexed().count("system_prompt"));
        assertEquals(0, indexed().count("passage"));
        assertEquals(
                List.of(),
                indexed()
                        .read(sql ->
                                sql.list(
                                        "SELECT rowid FROM passage_words WHERE passage_words MATCH"
                                                + " 'text : one OR facets : kprompt OR facets :"
                                                + " ksystemprompt'",
                                        row -> row.number())));
    }

    /// All that is on disk.
    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("index.db", "index.db-wal")) {
            Path file = folder.resolve(name);
            all.append(Files.exists(file) ? Files.readString(file, ISO_8859_1) : "");
        }
        return all.toString();
    }

    private List<SearchHit> find(String typed) {
        return find(typed, ANYWHERE.place());
    }

    private List<SearchHit> find(String typed, SearchFilter.Place place) {
        return page(typed, place, null, 100, true).items();
    }

    private SearchHit.Page page(String typed, @Nullable String before, int limit, boolean ranked) {
        return page(typed, ANYWHERE.place(), before, limit, ranked);
    }

    private SearchHit.Page page(
            String typed,
            SearchFilter.Place place,
            @Nullable String before,
            int limit,
            boolean ranked) {
        SearchQuery query = SearchQuery.parse(typed);
        return indexed()
                .read(sql ->
                        new Search(
                                        new HitStore(sql, JSON),
                                        query,
                                        query.match(ANYWHERE.facets()),
                                        place,
                                        new HitStore.Range(0, Long.MAX_VALUE - 1),
                                        ranked)
                                .page(SearchCursor.parse(before), limit));
    }

    private Indexed indexed() {
        if (indexed == null) {
            throw new IllegalStateException("nothing is indexed");
        }
        return indexed;
    }
}
