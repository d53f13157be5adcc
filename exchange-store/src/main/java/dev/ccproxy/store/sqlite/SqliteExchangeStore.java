package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.Deletion;
import dev.ccproxy.store.ExchangeStore;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.Retention;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The record in one SQLite file.
///
/// Nothing is open before the first use, and after a failure all is closed and opened anew at the
/// next use: so a full disk, a folder that was read-only or a file that was locked mend themselves
/// as soon as they are mended. A corrupt file is set aside.
public final class SqliteExchangeStore implements ExchangeStore {
    /// Exchanges to close as abandoned in one transaction.
    private static final int ABANDONED_AT_ONCE = 100;

    /// An area is packed when nothing was appended to it for this long.
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final Duration TIDYING_AT_CLOSE = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(SqliteExchangeStore.class);

    private final Database database;
    private final Eraser eraser = new Eraser();
    private final Retainer retainer;
    private @Nullable LockFile lock;
    private int writer = -1;
    private @Nullable Writing writing;

    /// @param file the database; it and its folder are made where they do not exist
    public SqliteExchangeStore(Path file) {
        this(file, InstantSource.system());
    }

    /// @param clock by which exchanges become too old
    public SqliteExchangeStore(Path file, InstantSource clock) {
        this.database = new Database(file);
        this.retainer = new Retainer(clock);
    }

    @Override
    public void open() throws StoreException {
        ready();
    }

    @Override
    public int writer() throws StoreException {
        return ready().writer();
    }

    @Override
    public void write(List<RecordEntry> entries) throws StoreException {
        change(writing -> {
            new Batch(writing).write(entries);
            return entries.size();
        });
    }

    @Override
    public int closeAbandoned() throws StoreException {
        int closed = 0;
        for (int dead : deadWriters()) {
            int some;
            do {
                some =
                        change(writing -> {
                            List<Row> rows =
                                    writing.rows()
                                            .rows("writer = ? LIMIT ?", dead, ABANDONED_AT_ONCE);
                            new Batch(writing).abandon(rows);
                            return rows.size();
                        });
                closed += some;
            } while (some == ABANDONED_AT_ONCE);
        }
        return closed;
    }

    /// The writers of open exchanges whose lock nobody holds any more.
    private List<Integer> deadWriters() throws StoreException {
        Writing open = ready();
        List<Integer> dead = new ArrayList<>();
        try {
            for (int other : open.rows().writers()) {
                if (other != open.writer()) {
                    try (LockFile free = LockFile.tryLock(writerFile(other))) {
                        if (free != null) {
                            dead.add(other);
                        }
                    }
                }
            }
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
        return dead;
    }

    @Override
    public Deletion delete(Selection selection) {
        return eraser.add(selection);
    }

    @Override
    public void retain(Retention retention) {
        retainer.retain(retention);
    }

    @Override
    public boolean maintain() throws StoreException {
        Writing open = ready();
        try {
            if (eraser.step(open)) {
                return true;
            }
            Selection due = eraser.busy() ? null : retainer.due(open.sql());
            if (due != null) {
                eraser.add(due);
                return true;
            }
            Space space = new Space(open.sql());
            return pack(IDLE) || (space.wasteful() && space.give());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Packs a little of an area that is full or was not written to for this long.
    private boolean pack(Duration idle) throws StoreException {
        Writing open = ready();
        try {
            Long area = open.openAreas().next(idle);
            if (area == null) {
                return false;
            }
            change(writing -> {
                writing.pack(area);
                return area;
            });
            return true;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private interface Work<T> {
        T run(Writing writing) throws SQLException, StoreException;
    }

    private <T> T change(Work<T> work) throws StoreException {
        Writing open = ready();
        try {
            return open.write(() -> work.run(open));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private Writing ready() throws StoreException {
        Writing open = writing;
        if (open == null) {
            Sql sql = database.openForWriting();
            try {
                open = new Writing(sql, lockWriter(new RowStore(sql).writers()));
                writing = open;
            } catch (SQLException | IOException e) {
                throw failed(sql, e);
            }
        }
        return open;
    }

    /// Takes the lowest number that no living process has and no open exchange bears.
    private int lockWriter(List<Integer> taken) throws IOException, StoreException {
        if (lock != null) {
            return writer;
        }
        for (int number = 0; number < 1 << 11; number++) {
            if (!taken.contains(number)) {
                lock = LockFile.tryLock(writerFile(number));
                if (lock != null) {
                    writer = number;
                    return number;
                }
            }
        }
        throw new StoreException("all writer numbers are taken");
    }

    private Path writerFile(int number) {
        return database.sibling("-writer-" + number);
    }

    /// Closes everything, sets the file aside if it is corrupt, and says what happened.
    private StoreException failed(Exception cause) {
        Writing open = writing;
        writing = null;
        eraser.restart();
        boolean busy =
                cause instanceof SQLiteException e
                        && e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY;
        if (open != null && busy) {
            writing = open;
        } else if (open != null) {
            return failed(open.sql(), cause);
        }
        return new StoreException("the record cannot be written: " + cause.getMessage(), cause);
    }

    private StoreException failed(Sql sql, Exception cause) {
        StoreException failure =
                new StoreException("the record cannot be written: " + cause.getMessage(), cause);
        try (sql) {
            if (Database.isCorrupt(cause)) {
                database.setAside();
            }
        } catch (SQLException | IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /// Packs what it can in a short time, so that a program that runs for minutes at a time leaves
    /// as little behind as one that runs for days.
    private void tidyUp(Writing open) {
        long deadline = System.nanoTime() + TIDYING_AT_CLOSE.toNanos();
        Space space = new Space(open.sql());
        try {
            boolean more = true;
            while (more && System.nanoTime() - deadline < 0) {
                more = pack(Duration.ZERO) || space.give();
            }
        } catch (SQLException | StoreException e) {
            LOG.warnf("the record was not packed: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        Writing open = writing;
        if (open != null) {
            tidyUp(open);
        }
        eraser.giveUp();
        try (LockFile _ = lock;
                Writing _ = writing) {
            lock = null;
            writing = null;
        } catch (SQLException | IOException e) {
            LOG.warnf("the record was not closed cleanly: %s", e.getMessage());
        }
    }
}
