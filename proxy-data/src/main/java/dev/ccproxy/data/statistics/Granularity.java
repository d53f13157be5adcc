package dev.ccproxy.data.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How long the periods are that statistics are told by, as a calendar has them.
@Schema(
        enumeration = {"hour", "day", "week", "month", "all"},
        description = "How long periods are, as a calendar has them; `all` of the time is one")
public enum Granularity {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    /// All of the time is one period.
    ALL;

    static Granularity parse(String text) {
        try {
            return valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest("by is none of hour, day, week, month and all."));
        }
    }

    /// Its name in the API, for example `week`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The beginning of the period in which a time lies.
    ZonedDateTime begin(ZonedDateTime time) {
        LocalDate day = time.toLocalDate();
        return switch (this) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> startOf(day, time);
            case WEEK ->
                    startOf(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), time);
            case MONTH -> startOf(day.withDayOfMonth(1), time);
            case ALL -> time;
        };
    }

    /// The beginning of the period after the one that begins then.
    ///
    /// @param last where time ends for whom all of it is one period
    ZonedDateTime next(ZonedDateTime begin, ZonedDateTime last) {
        LocalDate day = begin.toLocalDate();
        return switch (this) {
            case HOUR -> nextHour(begin);
            case DAY -> startOf(day.plusDays(1), begin);
            case WEEK -> startOf(day.plusWeeks(1), begin);
            case MONTH -> startOf(day.plusMonths(1), begin);
            case ALL -> last;
        };
    }

    /// Some days begin at one o'clock, so days are counted by the calendar and not by adding.
    private static ZonedDateTime startOf(LocalDate day, ZonedDateTime somewhere) {
        return day.atStartOfDay(somewhere.getZone());
    }

    /// Where clocks go forward or back by half an hour, an hour of the clock has half an hour.
    private static ZonedDateTime nextHour(ZonedDateTime begin) {
        ZonedDateTime later = begin.plusHours(1);
        ZonedDateTime full = later.truncatedTo(ChronoUnit.HOURS);
        return full.isAfter(begin) ? full : later;
    }
}
