package dev.ccproxy.data.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.content.PromptBlock;
import dev.ccproxy.data.cost.Price;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.data.cost.Rates;
import dev.ccproxy.message.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheExplanationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    /// A request of Claude Code's shape. Single quotes stand for double ones.
    private static final String REQUEST =
            """
            {'model': 'claude-sonnet-4-5',
             'tools': [{'name': 'Bash', 'description': 'runs'}, {'name': 'Edit', 'description': 'edits'}],
             'system': [{'type': 'text', 'text': 'You are.'},
                        {'type': 'text', 'text': 'Be brief.', 'cache_control': {'type': 'ephemeral'}}],
             'messages': [{'role': 'user', 'content': [
                 {'type': 'text', 'text': 'Fix it', 'cache_control': {'type': 'ephemeral'}}]}]}
            """;

    private static final String NEXT =
            """
            {'model': 'claude-sonnet-4-5',
             'tools': [{'name': 'Bash', 'description': 'runs'}, {'name': 'Edit', 'description': 'edits'}],
             'system': [{'type': 'text', 'text': 'You are.'},
                        {'type': 'text', 'text': 'Be brief.', 'cache_control': {'type': 'ephemeral'}}],
             'messages': [{'role': 'user', 'content': 'Fix it'},
                          {'role': 'assistant', 'content': [{'type': 'tool_use', 'id': 't1', 'name': 'Bash', 'input': {}}]},
                          {'role': 'user', 'content': [{'type': 'tool_result', 'tool_use_id': 't1', 'content': 'ok',
                              'cache_control': {'type': 'ephemeral'}}]}]}
            """;

    private final CacheUse first = use(REQUEST, 0, 0, 18_000, 4);

    @Test
    void theNextRequestReadsWhatWasWritten() {
        CacheFinding finding = explain(use(NEXT, 30, 18_000, 500, 4));

        assertEquals(CacheCause.NONE, finding.cause());
        assertEquals(0, finding.lostTokens());
    }

    @Test
    void nothingComesBeforeTheFirst() {
        assertEquals(CacheCause.FIRST_REQUEST, CacheExplanation.explain(first, null, null).cause());
    }

    @Test
    void aFirstRequestMayReadWhatAnotherThreadWrote() {
        CacheUse use = use(REQUEST, 0, 17_000, 1_000, 4);

        assertEquals(CacheCause.NONE, CacheExplanation.explain(use, null, null).cause());
    }

    @Test
    void anotherModelHasAnotherCache() {
        CacheFinding finding =
                explain(use(NEXT.replace("sonnet-4-5", "opus-4-5"), 30, 0, 18_500, 4));

        assertEquals(CacheCause.MODEL_CHANGED, finding.cause());
        assertEquals("claude-sonnet-4-5 became claude-opus-4-5", finding.detail());
        assertEquals(18_000, finding.lostTokens());
    }

    @Test
    void namesToolsThatCameAndWent() {
        CacheFinding finding =
                explain(use(NEXT.replace("'name': 'Edit'", "'name': 'Grep'"), 30, 0, 18_500, 4));

        assertEquals(CacheCause.TOOLS_CHANGED, finding.cause());
        assertEquals("added Grep, removed Edit", finding.detail());
        assertEquals(1, Objects.requireNonNull(finding.before()).index());
    }

    @Test
    void tellsWhatBecameOfTheTools() {
        String more = NEXT.replace("'tools': [", "'tools': [{'name': 'WebFetch'}, ");
        String other = NEXT.replace("'edits'", "'edits files'");

        assertEquals("added WebFetch", explain(use(more, 30, 0, 18_500, 4)).detail());
        assertEquals("changed Edit", explain(use(other, 30, 0, 18_500, 4)).detail());
    }

    @Test
    void theOrderOfToolsMattersToTheCache() {
        String bash = "{'name': 'Bash', 'description': 'runs'}";
        String edit = "{'name': 'Edit', 'description': 'edits'}";
        String next = NEXT.replace(bash + ", " + edit, edit + ", " + bash);

        assertEquals("the order of the tools changed", explain(use(next, 30, 0, 1, 1)).detail());
    }

    @Test
    void toolsInPlaceOfNoneAreAChangeOfTools() {
        CacheUse without = use(REQUEST.replaceAll("(?m)^ 'tools'.*$", ""), 0, 0, 18_000, 4);

        CacheFinding finding = CacheExplanation.explain(use(NEXT, 30, 0, 18_500, 4), without, null);

        assertEquals(CacheCause.TOOLS_CHANGED, finding.cause());
        assertEquals("added Bash, Edit", finding.detail());
    }

    @Test
    void saysWhereTheSystemPromptDiffers() {
        CacheFinding finding =
                explain(use(NEXT.replace("You are.", "You were."), 30, 0, 18_500, 4));

        assertEquals(CacheCause.SYSTEM_CHANGED, finding.cause());
        assertEquals("system block 0 differs from character 4 on", finding.detail());
        assertPlace("system", 0, 0, finding.before());
        assertPlace("system", 0, 0, finding.after());
        assertEquals(18_000, finding.lostTokens());
    }

    @Test
    void saysWhichMessageWasEdited() {
        CacheFinding finding =
                explain(use(NEXT.replace("Fix it", "Fix all"), 30, 15_000, 3_500, 4));

        assertEquals(CacheCause.HISTORY_EDITED, finding.cause());
        assertEquals("message 0, block 0 differs from character 4 on", finding.detail());
        assertPlace("messages", 0, 0, finding.before());
        assertEquals(3_000, finding.lostTokens());
    }

    @Test
    void aShorterHistoryIsEditedToo() {
        CacheUse longer = use(NEXT, 30, 18_000, 500, 4);

        CacheFinding finding =
                CacheExplanation.explain(use(REQUEST, 60, 0, 18_000, 4), longer, null);

        assertEquals(CacheCause.HISTORY_EDITED, finding.cause());
        assertEquals("message 1, block 0 is gone", finding.detail());
        assertNull(finding.after());
        assertEquals(18_500, finding.lostTokens());
    }

    @ParameterizedTest
    @CsvSource({"300, UNEXPLAINED", "301, EXPIRED"})
    void fiveMinutesUnusedIsTooLong(long seconds, CacheCause cause) {
        assertEquals(cause, explain(use(NEXT, seconds, 0, 18_500, 4)).cause());
    }

    @ParameterizedTest
    @CsvSource({"3600, UNEXPLAINED", "3601, EXPIRED"})
    void anHourIsKeptWhereItWasAskedFor(long seconds, CacheCause cause) {
        String hour = "'type': 'ephemeral', 'ttl': '1h'";
        CacheUse before = use(REQUEST.replace("'type': 'ephemeral'", hour), 0, 0, 18_000, 4);
        CacheUse after = use(NEXT.replace("'type': 'ephemeral'", hour), seconds, 0, 18_500, 4);

        assertEquals(cause, CacheExplanation.explain(after, before, null).cause());
    }

    /// The tools and the system prompt are the same and would have been read, had they not expired.
    @Test
    void anEditAfterAPauseIsNotTheReason() {
        CacheFinding finding = explain(use(NEXT.replace("Fix it", "Fix all"), 400, 0, 18_500, 4));

        assertEquals(CacheCause.EXPIRED, finding.cause());
        assertEquals("unused for 400 s and kept for 300 s", finding.detail());
    }

    @Test
    void namesParametersThatCount() {
        String next = NEXT.replace("'tools'", "'thinking': {'type': 'adaptive'}, 'tools'");

        CacheFinding finding = explain(use(next, 30, 15_000, 3_500, 4));

        assertEquals(CacheCause.PARAMETERS_CHANGED, finding.cause());
        assertEquals("thinking", finding.detail());
    }

    @Test
    void missesAMarkThatIsGone() {
        String next =
                NEXT.replaceAll(
                        "'content': 'ok',\\s+'cache_control': \\{[^}]*}", "'content': 'ok'");

        CacheFinding finding = explain(use(next, 30, 15_000, 0, 3_500));

        assertEquals(CacheCause.BREAKPOINT_MISSING, finding.cause());
        assertEquals(3_000, finding.lostTokens());
    }

    @Test
    void tellsThatCachingWasNotAskedFor() {
        String bare = NEXT.replaceAll(",\\s*'cache_control': \\{[^}]*}", "");

        assertEquals(CacheCause.NOT_REQUESTED, explain(use(bare, 30, 0, 0, 18_500)).cause());
    }

    @Test
    void aMarkAtTheTopIsOneAtTheEnd() {
        String bare = NEXT.replaceAll(",\\s*'cache_control': \\{[^}]*}", "");
        String automatic =
                bare.replace("'tools'", "'cache_control': {'type': 'ephemeral'}, 'tools'");

        assertEquals(CacheCause.NONE, explain(use(automatic, 30, 18_000, 500, 4)).cause());
    }

    @Test
    void whatIsTooShortIsNotCached() {
        CacheFinding finding = CacheExplanation.explain(use(REQUEST, 0, 0, 0, 900), null, 1_024);

        assertEquals(CacheCause.TOO_SHORT, finding.cause());
        assertEquals(
                "nothing was put into the model's cache, which takes 1024 tokens or more",
                finding.detail());
    }

    @Test
    void aPredecessorThatCachedNothingLeavesNothing() {
        CacheUse before = use(REQUEST, 0, 0, 0, 900);

        assertEquals(
                CacheCause.PREDECESSOR_CACHED_NOTHING,
                CacheExplanation.explain(use(NEXT, 30, 0, 1_500, 4), before, null).cause());
    }

    @Test
    void aRequestBesideAnotherFindsNothingWrittenYet() {
        assertEquals(CacheCause.NOT_YET_WRITTEN, explain(use(NEXT, 1, 0, 18_500, 4)).cause());
    }

    @Test
    void withoutAnAnswerNothingIsKnown() {
        CacheUse silent = CacheUse.of(START.plusSeconds(30), null, "", json(NEXT), null);

        assertEquals(CacheCause.NO_ANSWER, explain(silent).cause());
    }

    /// By hand, at Sonnet's prices: 18,000 tokens written for $3.75 instead of read for $0.30 per
    /// million.
    @Test
    void aMissCostsWhatReadingWouldHaveSaved() {
        Price price = Objects.requireNonNull(Prices.with(Map.of()).of("claude-sonnet-4-5"));
        Usage usage = new Usage(4, 0, 18_500, 0, 10, 0, null);

        Rates rates = Objects.requireNonNull(price.ratesFor(usage));
        assertEquals("0.0621", rates.missCost(18_000, usage).usd().toString());
    }

    private CacheFinding explain(CacheUse use) {
        return CacheExplanation.explain(use, first, null);
    }

    private static void assertPlace(
            String part, int index, int block, @Nullable PromptBlock actual) {
        PromptBlock found = Objects.requireNonNull(actual);
        assertEquals(part, found.part().code());
        assertEquals(index, found.index());
        assertEquals(block, found.block());
    }

    private static CacheUse use(String body, long seconds, long read, long written, long input) {
        return CacheUse.of(
                START.plusSeconds(seconds),
                Duration.ofSeconds(2),
                "",
                json(body),
                new Usage(input, read, written, 0, 10, 0, null));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
