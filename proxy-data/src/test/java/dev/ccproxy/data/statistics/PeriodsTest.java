package dev.ccproxy.data.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ccproxy.data.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:07:00Z");

    @Test
    void aDayHas23HoursWhenSummerTimeBegins() {
        Periods periods =
                of("day", "2026-03-28T23:00:00Z", "2026-03-30T22:00:00Z", "Europe/Berlin");

        assertEquals(
                List.of(
                        "2026-03-29T00:00+01:00[Europe/Berlin]",
                        "2026-03-30T00:00+02:00[Europe/Berlin]"),
                starts(periods));
        assertEquals(List.of(23 * 4L, 24 * 4L), slots(periods));
    }

    @Test
    void aDayHas25HoursWhenSummerTimeEnds() {
        Periods periods =
                of("day", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "Europe/Berlin");

        assertEquals(List.of(25 * 4L), slots(periods));
    }

    @Test
    void theHourBetweenTwoAndThreeComesTwiceOrNever() {
        assertEquals(
                List.of(
                        "2026-10-25T01:00+02:00[Europe/Berlin]",
                        "2026-10-25T02:00+02:00[Europe/Berlin]",
                        "2026-10-25T02:00+01:00[Europe/Berlin]",
                        "2026-10-25T03:00+01:00[Europe/Berlin]"),
                starts(
                        of(
                                "hour",
                                "2026-10-24T23:00:00Z",
                                "2026-10-25T03:00:00Z",
                                "Europe/Berlin")));
        assertEquals(
                List.of(
                        "2026-03-29T01:00+01:00[Europe/Berlin]",
                        "2026-03-29T03:00+02:00[Europe/Berlin]"),
                starts(
                        of(
                                "hour",
                                "2026-03-29T00:00:00Z",
                                "2026-03-29T02:00:00Z",
                                "Europe/Berlin")));
    }

    /// On Lord Howe Island clocks go by half an hour, so that half hours of the clock come about.
    @Test
    void hoursAreThoseOfTheClockWhereItGoesByHalfAnHour() {
        assertEquals(
                List.of(4L, 2L, 4L),
                slots(
                        of(
                                "hour",
                                "2026-04-04T14:00:00Z",
                                "2026-04-04T16:30:00Z",
                                "Australia/Lord_Howe")));
        assertEquals(
                List.of(4L, 2L, 4L),
                slots(
                        of(
                                "hour",
                                "2026-10-03T14:30:00Z",
                                "2026-10-03T17:00:00Z",
                                "Australia/Lord_Howe")));
    }

    @Test
    void aDayBeginsAtOneWhereClocksGoForwardAtMidnight() {
        Periods periods =
                of("day", "2026-09-05T04:00:00Z", "2026-09-08T03:00:00Z", "America/Santiago");

        assertEquals(
                List.of(
                        "2026-09-05T00:00-04:00[America/Santiago]",
                        "2026-09-06T01:00-03:00[America/Santiago]",
                        "2026-09-07T00:00-03:00[America/Santiago]"),
                starts(periods));
        assertEquals(List.of(96L, 92L, 96L), slots(periods));
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata, 2026-11-20T18:30:00Z, 2026-11-21T18:30:00Z",
        "Asia/Kathmandu, 2026-11-20T18:15:00Z, 2026-11-21T18:15:00Z",
        "America/St_Johns, 2026-11-21T03:30:00Z, 2026-11-22T03:30:00Z"
    })
    void daysAreWholeWhereZonesAreOffByPartsOfAnHour(String zone, String from, String until) {
        Periods periods = of("day", from, until, zone);

        assertEquals(List.of(96L), slots(periods));
        assertEquals(Instant.parse(from), periods.items().getFirst().start().toInstant());
        assertEquals(Instant.parse(from), periods.items().getFirst().from().start());
    }

    @Test
    void weeksBeginOnMondaysAndMonthsOnTheFirst() {
        assertEquals(
                List.of(
                        "2026-10-19T00:00+02:00[Europe/Berlin]",
                        "2026-10-26T00:00+01:00[Europe/Berlin]"),
                starts(
                        of(
                                "week",
                                "2026-10-23T12:00:00Z",
                                "2026-10-30T12:00:00Z",
                                "Europe/Berlin")));
        assertEquals(
                List.of("2026-10-01T00:00Z[UTC]", "2026-11-01T00:00Z[UTC]"),
                starts(of("month", "2026-10-23T12:00:00Z", "2026-11-30T12:00:00Z", null)));
    }

    @Test
    void theFirstAndTheLastPeriodHoldWhatWasAskedForOnly() {
        Periods periods = of("day", "2026-11-20T22:20:00Z", null, null);

        assertEquals(List.of(7L, 96L, 41L), slots(periods));
        assertEquals(Instant.parse("2026-11-22T10:15:00Z"), periods.end());
    }

    @Test
    void allOfTheTimeCanBeOnePeriod() {
        assertEquals(List.of(30 * 96L + 1), slots(of("all", null, null, "Europe/Berlin")));
    }

    /// By hand: from 23:00 to midnight one hour, then three quarters of a day, then five hours.
    @Test
    void aDayInBerlinIsMadeOfAFewBlocks() {
        Periods periods =
                of("day", "2026-11-20T23:00:00Z", "2026-11-21T23:00:00Z", "Europe/Berlin");
        long start = Instant.parse("2026-11-20T23:00:00Z").getEpochSecond() / 900;

        assertEquals(
                "[[0,4,%d,%d],[0,24,%d,%d],[0,4,%d,%d]]"
                        .formatted(
                                start,
                                start + 4,
                                start + 4,
                                start + 4 + 72,
                                start + 76,
                                start + 96),
                periods.blocks());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T00:00:00Z, 2026-11-09T00:00:00Z",
        "2026-11-01T00:30:00Z, 2026-11-04T11:45:00Z"
    })
    void blocksCoverEverySlotOnce(String from, String until) throws Exception {
        Periods periods = of("hour", from, until, "Asia/Kolkata");
        var blocks = new com.fasterxml.jackson.databind.ObjectMapper().readTree(periods.blocks());

        List<Long> covered = new java.util.ArrayList<>();
        blocks.forEach(block -> {
            long span = block.get(1).asLong();
            for (long at = block.get(2).asLong(); at < block.get(3).asLong(); at += span) {
                LongStream.range(at, at + span).forEach(covered::add);
            }
        });
        long first = Instant.parse(from).getEpochSecond() / 900;
        long last = Instant.parse(until).getEpochSecond() / 900;
        assertEquals(LongStream.range(first, last).boxed().toList(), covered);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "day, yesterday, -, -",
                "day, -, -, Mars/Base",
                "day, 2026-11-22T00:00:00Z, 2026-11-22T00:00:00Z, -",
                "day, -999999999-01-01T00:00:00Z, -, -",
                "day, 2026-11-22T00:00:00Z, +999999999-01-01T00:00:00Z, -",
                "hour, 2026-01-01T00:00:00Z, 2026-04-01T00:00:00Z, -",
                "minute, -, -, -"
            })
    void refusesWhatMakesNoSense(
            String by, @Nullable String from, @Nullable String until, @Nullable String zone) {
        assertThrows(ProblemException.class, () -> of(by, from, until, zone));
    }

    private static Periods of(
            String by, @Nullable String from, @Nullable String until, @Nullable String zone) {
        return Periods.of(Granularity.parse(by), from, until, zone, NOW);
    }

    private static List<String> starts(Periods periods) {
        return periods.items().stream().map(period -> period.start().toString()).toList();
    }

    private static List<Long> slots(Periods periods) {
        return periods.items().stream()
                .map(period -> period.until().number() - period.from().number())
                .toList();
    }
}
