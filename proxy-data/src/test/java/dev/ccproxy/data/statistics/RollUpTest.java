package dev.ccproxy.data.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.statistics.SummedUp.Ended;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollUpTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String BERLIN = "Europe/Berlin";

    @TempDir private Path folder;

    private SummedUp sums;

    @BeforeEach
    void open() {
        sums = new SummedUp(folder);
    }

    @AfterEach
    void close() {
        sums.close();
    }

    @Test
    void aRequestCountsInTheDayThatItsViewersCalendarHas() {
        sums.add(
                Ended.at("2026-10-24T21:59:59.999999Z"), // 23:59 on Saturday
                Ended.at("2026-10-24T22:00:00Z"), // midnight
                Ended.at("2026-10-25T00:30:00Z"), // half past two, the first time
                Ended.at("2026-10-25T01:30:00Z"), // half past two, the second time
                Ended.at("2026-10-25T22:59:59Z"), // the last second of a day of 25 hours
                Ended.at("2026-10-25T23:00:00Z")); // Monday

        assertEquals(
                List.of(1L, 4L, 1L),
                requests("day", "2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z", BERLIN));
        assertEquals(
                List.of(1L, 1L),
                requests("hour", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z", BERLIN));
        assertEquals(
                List.of(2L, 4L),
                requests("day", "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z", null)
                        .subList(0, 2));
        assertEquals(
                List.of(5L, 1L),
                requests("week", "2026-10-18T22:00:00Z", "2026-11-01T23:00:00Z", BERLIN));
        assertEquals(
                List.of(6L),
                requests("month", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z", BERLIN));
    }

    @Test
    void halfHoursMatterWhereZonesAreOffByThem() {
        sums.add(Ended.at("2026-11-20T18:29:59Z"), Ended.at("2026-11-20T18:30:00Z"));

        assertEquals(
                List.of(1L, 1L),
                requests("day", "2026-11-19T18:30:00Z", "2026-11-21T18:30:00Z", "Asia/Kolkata"));
        assertEquals(
                List.of(2L, 0L),
                requests("day", "2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z", null));
    }

    /// By hand: twice $1.10 and once the same of the other model.
    @Test
    void tellsWhatEachGroupTook() {
        sums.add(
                Ended.at("2026-11-20T10:00:00Z"),
                Ended.at("2026-11-21T10:00:00Z"),
                Ended.at("2026-11-21T10:01:00Z").model("claude-haiku-4-5").conversation(2));

        List<UsageReport.Group> models = groups(Dimension.MODEL);
        assertEquals(
                List.of("claude-opus-4-5", "claude-haiku-4-5"),
                models.stream().map(UsageReport.Group::key).toList());
        Usage opus = models.getFirst().usage();
        assertEquals(2, opus.requests());
        assertEquals(2_000, opus.tokens().cacheRead());
        assertEquals(200, opus.tokens().output());
        assertEquals(new BigDecimal("2.2"), opus.spending().cost().total().usd());
        assertEquals(new BigDecimal("1.8"), opus.cacheEffect().net().usd());
        assertEquals(14, opus.lostTokens());
        assertEquals(new BigDecimal("0.02"), opus.missCost().usd());
        assertEquals(2_000 / 2_030.0, opus.cacheHitRatio());
        assertEquals(
                List.of(29, 30),
                models.getFirst().points().stream().map(UsageReport.Point::period).toList());
        assertEquals(1_115, models.getFirst().points().getFirst().tokens());

        assertEquals(List.of("main", "Explore"), keys(groups(Dimension.AGENT)));
        assertEquals(List.of("/shop"), keys(groups(Dimension.PROJECT)));
        assertEquals(List.of("main", "agent"), keys(groups(Dimension.CLASS)));
        assertEquals(List.of("anthropic"), keys(groups(Dimension.PROVIDER)));
    }

    /// By hand: the first request calls two tools, one of them twice, and counts for each of them;
    /// the second one counts for one, the third one for none.
    @Test
    void tellsWhatRequestsTookThatCallATool() {
        sums.add(
                Ended.at("2026-11-20T10:00:00Z"),
                Ended.at("2026-11-20T12:00:00Z").conversation(2),
                Ended.at("2026-11-20T12:01:00Z"));
        sums.call("2026-11-20T10:00:00Z", "Read", null, 1, false)
                .call("2026-11-20T10:00:00Z", "Read", null, 1, false)
                .call("2026-11-20T10:00:00Z", "Bash", null, 1, false)
                .call("2026-11-20T12:00:00Z", "Read", null, 1, false);

        List<UsageReport.Group> tools = groups(Dimension.TOOL);
        assertEquals(Set.of("Read", "Bash", ""), Set.copyOf(keys(tools)));
        Usage read = took(tools, "Read");
        assertEquals(2, read.requests());
        assertEquals(200, read.tokens().output());
        assertEquals(new BigDecimal("2.2"), read.spending().cost().total().usd());
        assertEquals(1, took(tools, "Bash").requests());
        assertEquals(100, took(tools, "Bash").tokens().output());
        assertEquals(1, took(tools, "").requests());
        List<CostTable.Row> costs =
                sums.read(sql ->
                        sums.usage(sql, month())
                                .costs(List.of(Dimension.AGENT, Dimension.TOOL), 10));
        assertEquals(
                List.of("main Read 1", "main Bash 1", "main  1", "Explore Read 1").stream()
                        .sorted()
                        .toList(),
                costs.stream()
                        .map(row -> row.agent() + " " + row.tool() + " " + row.usage().requests())
                        .sorted()
                        .toList());
        sums.change(
                "DELETE FROM tool_call WHERE exchange = ?", SummedUp.id("2026-11-20T10:00:00Z"));
        sums.change("DELETE FROM exchange WHERE id = ?", SummedUp.id("2026-11-20T10:00:00Z"));
        assertEquals(Set.of("Read", ""), Set.copyOf(keys(groups(Dimension.TOOL))));
    }

    @Test
    void countsHowRequestsFailed() {
        sums.add(
                Ended.at("2026-11-20T10:00:00Z"),
                Ended.at("2026-11-20T10:01:00Z").fails(529, "overloaded_error"),
                Ended.at("2026-11-20T10:02:00Z").fails(200, "overloaded_error"),
                Ended.at("2026-11-20T10:03:00Z").fails(502, null),
                Ended.at("2026-11-20T10:04:00Z"),
                Ended.at("2026-11-20T10:05:00Z"));
        sums.change(
                "UPDATE exchange SET status = NULL, outcome = 'upstream_unreachable' WHERE id = ?",
                SummedUp.id("2026-11-20T10:04:00Z"));
        sums.change(
                "UPDATE exchange SET outcome = 'client_aborted' WHERE id = ?",
                SummedUp.id("2026-11-20T10:05:00Z"));

        assertEquals(
                List.of(
                        new ErrorCount("overloaded_error", 2),
                        new ErrorCount("502", 1),
                        new ErrorCount("upstream_unreachable", 1)),
                sums.read(sql -> sums.usage(sql, month()).errors()));
        assertEquals(4, groups(Dimension.PROJECT).getFirst().usage().failedRequests());
    }

    @Test
    void isRightAfterDeletionsAndWhatIsFoundOutLater() {
        sums.add(
                Ended.at("2026-11-20T10:00:00Z"),
                Ended.at("2026-11-20T10:20:00Z"),
                Ended.at("2026-11-20T13:00:00Z").conversation(2));
        sums.change("DELETE FROM exchange WHERE id = ?", SummedUp.id("2026-11-20T10:20:00Z"));
        sums.change("UPDATE conversation SET type = 'Plan' WHERE id = 2");
        sums.change("UPDATE session SET project = '/other' WHERE id = 1");

        assertEquals(List.of("Plan", "main"), keys(groups(Dimension.AGENT)));
        assertEquals(List.of("/other"), keys(groups(Dimension.PROJECT)));
        for (Span span : Span.values()) {
            assertEquals(2, sumOf("usage_block", span), span.toString());
        }
        sums.change("DELETE FROM exchange");
        for (Span span : Span.values()) {
            assertEquals(0, sumOf("usage_block", span), span.toString());
        }
    }

    private long sumOf(String table, Span span) {
        return sums.read(sql ->
                        sql.list(
                                "SELECT coalesce(sum(requests), 0) FROM "
                                        + table
                                        + " WHERE span = ?",
                                RowReader::number,
                                span.slots()))
                .getFirst();
    }

    @Test
    void whatIsInFlightDoesNotCountYet() {
        sums.change(
                "INSERT INTO exchange (id, session, class, started) VALUES (?, 1, 'main', 0)",
                SummedUp.id("2026-11-20T10:00:00Z"));

        assertEquals(List.of(), groups(Dimension.MODEL));
        assertEquals(
                Optional.empty(),
                sums.read(sql -> Optional.ofNullable(sums.usage(sql, month()).first())));
        assertEquals(
                0,
                sums.read(sql -> sql.list("SELECT slot FROM stale_slot", RowReader::number))
                        .size());
    }

    /// By hand: a hundred answers of 1, 2, … 100 seconds on ten days. The median is 50 s, the 99th
    /// percentile 99 s; averages of the days' percentiles would be others.
    @Test
    void percentilesAreThoseOfAllValues() {
        for (int i = 1; i <= 100; i++) {
            String day = String.format(java.util.Locale.ROOT, "%02d", 1 + (i - 1) / 10);
            String time = "2026-11-" + day + "T10:00:%02dZ".formatted(i % 10);
            sums.add(Ended.at(time).takes(i * 1_000L));
        }
        sums.add(Ended.at("2026-11-11T10:00:00Z").fails(529, "overloaded_error").takes(1));

        PerformanceReport report = performance();
        Percentiles duration = report.total().duration();
        assertEquals(100, duration.count());
        assertNear(10_000, duration.p10());
        assertNear(50_000, duration.p50());
        assertNear(90_000, duration.p90());
        assertNear(95_000, duration.p95());
        assertNear(99_000, duration.p99());
        assertNear(5_000, report.total().timeToFirstToken().p50());
        assertEquals(101, report.total().requests());
        assertEquals(1, report.total().failedRequests());
        assertEquals(List.of(new ErrorCount("overloaded_error", 1)), report.errors());
        assertEquals("claude-opus-4-5", report.models().getFirst().model());
        assertEquals(duration, report.models().getFirst().speed().duration());

        PerformanceReport.Period first =
                report.periods().stream()
                        .filter(period -> period.speed().requests() > 0)
                        .findFirst()
                        .orElseThrow();
        assertNear(5_000, first.speed().duration().p50());
        assertNear(10_000, first.speed().duration().p99());
    }

    /// By hand: 100 tokens within 1.8 of 2 seconds are 55.6 a second.
    @Test
    void speedCountsFromTheFirstToken() {
        sums.add(Ended.at("2026-11-20T10:00:00Z"));

        assertNear(55.6, performance().total().tokensPerSecond().p50());
    }

    @Test
    void tellsHowToolsWereUsed() {
        sums.add(Ended.at("2026-11-20T10:00:00Z"), Ended.at("2026-11-20T12:00:00Z"));
        sums.call("2026-11-20T10:00:00Z", "Read", "/shop/a.ts", 100, false)
                .call("2026-11-20T10:00:00Z", "Read", "/shop/b.ts", 300, false)
                .call("2026-11-20T12:00:00Z", "Read", "/shop/a.ts", 500, true)
                .call("2026-11-20T12:00:00Z", "Edit", "/shop/b.ts", 10, false)
                .call("2026-11-20T12:00:00Z", "mcp__github__search", null, 20, false)
                .call("2026-11-20T12:00:00Z", "mcp__github__issue", null, 30, true);

        ToolsReport report = tools();
        ToolsReport.Tool read = report.tools().getFirst();
        assertEquals("Read", read.name());
        assertEquals(2, read.offeredRequests());
        assertEquals(3, read.calls());
        assertEquals(3, read.results());
        assertEquals(1, read.failed());
        assertEquals(900, read.totalMillis());
        assertNear(300, read.time().p50());
        assertEquals(60, read.inputBytes());
        assertEquals(150, read.resultBytes());
        assertEquals(
                List.of("Read", "Edit", "mcp__github__issue", "mcp__github__search", "Bash"),
                report.tools().stream().map(ToolsReport.Tool::name).toList());
        assertEquals(
                List.of(new ToolsReport.Server("github", 2, 2, 2, 2, 1, 50)), report.servers());
        assertEquals(
                List.of(
                        new ToolsReport.FileUse("/shop/a.ts", 2, 0),
                        new ToolsReport.FileUse("/shop/b.ts", 1, 1)),
                report.mostRead());
        assertEquals(List.of(new ToolsReport.FileUse("/shop/b.ts", 1, 1)), report.mostEdited());
    }

    @Test
    void aResultThatIsForgottenCountsNoMore() {
        sums.add(Ended.at("2026-11-20T10:00:00Z"));
        sums.call("2026-11-20T10:00:00Z", "Read", "/shop/a.ts", 100, true);

        sums.change("UPDATE tool_call SET returned = NULL, result_size = NULL, is_error = NULL");

        ToolsReport.Tool read = tools().tools().getFirst();
        assertEquals(1, read.calls());
        assertEquals(0, read.results());
        assertEquals(0, read.failed());
        assertEquals(0, read.time().count());
    }

    private List<Long> requests(String by, String from, String until, @Nullable String zone) {
        Periods periods = Periods.of(Granularity.parse(by), from, until, zone, NOW);
        return sums.read(sql -> sums.usage(sql, periods).byPeriod()).stream()
                .map(period -> period.usage().requests())
                .toList();
    }

    private static Periods month() {
        return Periods.of(Granularity.DAY, "2026-10-22T00:00:00Z", null, null, NOW);
    }

    private List<UsageReport.Group> groups(Dimension dimension) {
        return sums.read(sql -> sums.usage(sql, month()).byGroup(dimension));
    }

    private static Usage took(List<UsageReport.Group> groups, String key) {
        return groups.stream()
                .filter(group -> group.key().equals(key))
                .findFirst()
                .orElseThrow()
                .usage();
    }

    private static List<String> keys(List<UsageReport.Group> groups) {
        return groups.stream().map(UsageReport.Group::key).toList();
    }

    private PerformanceReport performance() {
        StatisticsFilter all = new StatisticsFilter(null, null, null, null, null);
        return sums.read(sql -> new PerformanceViewStore(sql, month(), all).report());
    }

    private ToolsReport tools() {
        StatisticsFilter all = new StatisticsFilter(null, null, null, null, null);
        return sums.read(sql -> new ToolsViewStore(sql, month(), all.condition()).report());
    }

    private static void assertNear(double exact, @Nullable Double told) {
        assertNotNull(told);
        assertTrue(Math.abs(told - exact) <= exact * 0.0201, told + " for " + exact);
    }
}
