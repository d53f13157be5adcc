package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Carries out deletions in small steps: first the rows go, then the bytes that nobody needs any
/// more, then the pages that became free, and at last the log.
///
/// Which bytes are still to be erased stands in the database, so that a deletion that a crash
/// interrupted is finished later.
final class Eraser {
    private static final int ROWS_AT_ONCE = 200;

    /// Deletions that readers can still be told of. Who was away for more than that starts over.
    private static final int DELETIONS_KEPT = 100_000;

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private final Queue<DeletionJob> jobs = new ConcurrentLinkedQueue<>();
    private @Nullable Scrub scrub;
    private boolean unfinished = true;

    /// Any thread.
    DeletionJob add(Selection selection) {
        DeletionJob job = new DeletionJob(selection);
        jobs.add(job);
        return job;
    }

    boolean busy() {
        return unfinished || !jobs.isEmpty();
    }

    /// Does one step.
    ///
    /// @return whether there is more to do at once
    boolean step(Writing writing) throws SQLException, StoreException {
        for (DeletionJob job : jobs) {
            if (!job.rowsDeleted()) {
                deleteRows(writing, job);
                return true;
            }
        }
        if (!busy()) {
            return false;
        }
        if (scrub(writing)) {
            return true;
        }
        if (writing.write(
                () -> writing.rows().forgetDeletions(DELETIONS_KEPT, FORGOTTEN_AT_ONCE))) {
            return true;
        }
        Space space = new Space(writing.sql());
        if (space.give()) {
            return true;
        }
        if (space.emptyLog()) {
            unfinished = false;
            while (!jobs.isEmpty() && jobs.peek().rowsDeleted()) {
                jobs.remove().complete();
            }
        }
        return false;
    }

    void giveUp() {
        scrub = null;
        while (!jobs.isEmpty()) {
            jobs.remove().giveUp();
        }
    }

    /// The connection was lost: what was found out on it may no longer be true.
    void restart() {
        scrub = null;
        unfinished = true;
    }

    private void deleteRows(Writing writing, DeletionJob job) throws SQLException, StoreException {
        unfinished = true;
        if (job.newest() < 0) {
            job.begin(writing.rows().newest());
        }
        int deleted =
                writing.write(() -> {
                    List<Row> rows = select(writing, job);
                    for (Row row : rows) {
                        writing.delete(row);
                    }
                    return rows.size();
                });
        job.count(deleted);
        if (deleted < ROWS_AT_ONCE) {
            job.allRowsDeleted();
        }
        scrub = null;
    }

    private static List<Row> select(Writing writing, DeletionJob job) throws SQLException {
        RowStore rows = writing.rows();
        return switch (job.selection()) {
            case Selection.One one -> rows.rows("id = ?", one.id().value());
            case Selection.Session session ->
                    rows.rows(
                            "scope IN (SELECT id FROM scope WHERE key = ?) LIMIT ?",
                            session.sessionId(),
                            ROWS_AT_ONCE);
            case Selection.Started started ->
                    rows.rows(
                            "id >= ? AND id < ? ORDER BY id LIMIT ?",
                            firstId(started.from()),
                            firstId(started.until()),
                            ROWS_AT_ONCE);
            case Selection.Everything _ ->
                    rows.rows("id <= ? ORDER BY id LIMIT ?", job.newest(), ROWS_AT_ONCE);
        };
    }

    /// The lowest id of an exchange that started at this moment.
    static long firstId(Instant moment) {
        Instant latest =
                Instant.EPOCH.plus(Long.MAX_VALUE >> ExchangeId.WRITER_BITS, ChronoUnit.MICROS);
        Instant bounded = moment.isAfter(latest) ? latest : moment;
        long micros = Math.max(0, ChronoUnit.MICROS.between(Instant.EPOCH, bounded));
        return micros << ExchangeId.WRITER_BITS;
    }

    private boolean scrub(Writing writing) throws SQLException, StoreException {
        Scrub current = scrub;
        if (current == null) {
            Long scope = writing.scopes().rows().erasing();
            if (scope == null) {
                return false;
            }
            current = new Scrub(writing, scope);
            scrub = current;
        }
        if (!current.step()) {
            scrub = null;
        }
        return true;
    }
}
