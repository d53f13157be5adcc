package dev.ccproxy.data.statistics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Spans of time one after the other, as a calendar in some place has them: a day there may have 23
/// hours or 25.
record Periods(Granularity by, ZoneId zone, List<Period> items) {
    private static final int MOST = 2_000;
    private static final int DAYS_BY_DEFAULT = 30;
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    /// One of them.
    ///
    /// @param start where it begins, which is before what was asked for where that begins amid it
    /// @param from its first slot
    /// @param until the slot after its last one
    record Period(ZonedDateTime start, Slot from, Slot until) {}

    /// @param from a time in the first period; null for 30 days before the end
    /// @param until up to where; null for now
    /// @param zone an IANA name; null for UTC
    static Periods of(
            Granularity by,
            @Nullable String from,
            @Nullable String until,
            @Nullable String zone,
            Instant now) {
        ZoneId place = zone(zone);
        Instant end = until == null ? now : instant("until", until);
        Instant start =
                from == null ? end.minus(DAYS_BY_DEFAULT, ChronoUnit.DAYS) : instant("from", from);
        if (!start.isBefore(end)) {
            throw new ProblemException(Problem.badRequest("from is not before until."));
        }
        return new Periods(by, place, items(by, start.atZone(place), end.atZone(place)));
    }

    private static List<Period> items(Granularity by, ZonedDateTime start, ZonedDateTime end) {
        List<Period> items = new ArrayList<>();
        ZonedDateTime at = by.begin(start);
        while (at.isBefore(end)) {
            ZonedDateTime next = by.next(at, end);
            Instant first = at.isBefore(start) ? start.toInstant() : at.toInstant();
            Instant last = next.isAfter(end) ? end.toInstant() : next.toInstant();
            items.add(new Period(at, Slot.of(first), Slot.from(last)));
            if (items.size() > MOST) {
                throw new ProblemException(
                        Problem.badRequest("That is more than " + MOST + " periods."));
            }
            at = next;
        }
        return items;
    }

    /// A single period, for example the day in which a time lies.
    static Periods single(Granularity by, ZoneId zone, Instant time) {
        ZonedDateTime start = by.begin(time.atZone(zone));
        ZonedDateTime end = by.next(start, start);
        Period period = new Period(start, Slot.of(start.toInstant()), Slot.from(end.toInstant()));
        return new Periods(by, zone, List.of(period));
    }

    /// What they are made of: arrays of the period's number, the length of a block, the first block
    /// and where the last one ends.
    String blocks() {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < items.size(); i++) {
            long at = items.get(i).from.number();
            long until = items.get(i).until.number();
            while (at < until) {
                Span span = Span.longest(at, until);
                long first = at;
                while (at < until && Span.longest(at, until) == span) {
                    at += span.slots();
                }
                blocks.addArray().add(i).add(span.slots()).add(first).add(at);
            }
        }
        return blocks.toString();
    }

    /// Where the last of them ends.
    Instant end() {
        return items.getLast().until.start();
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneId.of("UTC") : ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new ProblemException(
                    Problem.badRequest("zone is no time zone such as Europe/Berlin."));
        }
    }

    private static Instant instant(String name, String text) {
        try {
            Instant time = Instant.parse(text.strip());
            if (!time.isBefore(FIRST) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw notATime(name);
        }
        throw notATime(name);
    }

    private static ProblemException notATime(String name) {
        return new ProblemException(
                Problem.badRequest(name + " is no time such as 2026-11-22T10:00:00Z."));
    }
}
