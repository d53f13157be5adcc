package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Retention;
import dev.ccproxy.store.Selection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Finds what is older, or more, than what is to be kept.
final class Retainer {
    /// How long what is too old or too much may stay.
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /// Exchanges that go at once when there are too many bytes: this share of all, the oldest, and
    /// some at least.
    private static final int SHARE = 20;

    private static final int FEWEST = 50;

    private final InstantSource clock;
    private volatile Retention retention = Retention.UNLIMITED;
    private volatile Instant next = Instant.MIN;

    Retainer(InstantSource clock) {
        this.clock = clock;
    }

    /// Any thread.
    void retain(Retention changed) {
        retention = changed;
        next = Instant.MIN;
    }

    /// What is to be deleted now, or null.
    @Nullable Selection due(Sql sql) throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return null;
        }
        Selection due = tooOld(sql, now);
        if (due == null) {
            due = tooMuch(sql);
        }
        if (due == null) {
            next = now.plus(INTERVAL);
        }
        return due;
    }

    private @Nullable Selection tooOld(Sql sql, Instant now) throws SQLException {
        Duration maxAge = retention.maxAge();
        if (maxAge == null) {
            return null;
        }
        Instant oldest = now.minus(maxAge);
        long expired =
                sql.number(
                        -1, "SELECT id FROM exchange WHERE id < ? LIMIT 1", Eraser.firstId(oldest));
        return expired < 0 ? null : new Selection.Started(Instant.EPOCH, oldest);
    }

    private @Nullable Selection tooMuch(Sql sql) throws SQLException {
        Long maxSize = retention.maxSize();
        if (maxSize == null || new Space(sql).used() <= maxSize) {
            return null;
        }
        long count = sql.number(0, "SELECT count(*) FROM exchange");
        long last =
                sql.number(
                        -1,
                        "SELECT id FROM exchange ORDER BY id LIMIT 1 OFFSET ?",
                        Math.min(count - 1, Math.max(FEWEST, count / SHARE)));
        if (last < 0) {
            return null;
        }
        long behind = (last >> ExchangeId.WRITER_BITS) + 1;
        return new Selection.Started(Instant.EPOCH, Instant.EPOCH.plus(behind, ChronoUnit.MICROS));
    }
}
