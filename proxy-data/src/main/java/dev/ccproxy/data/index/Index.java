package dev.ccproxy.data.index;

import dev.ccproxy.data.recording.RecordingConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the index answers from. Questions run side by side; the file changes under none of them.
@ApplicationScoped
public class Index {
    private static final int MOST_IDLE = 4;

    private final Path path;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Deque<StatementStore> idle = new ArrayDeque<>();
    private @Nullable FileStore serving;
    private volatile IndexProgress progress = IndexProgress.NONE;

    Index(IndexConfig config, RecordingConfig recording) {
        this.path =
                config.path()
                        .orElseGet(() -> recording.path().resolveSibling("index.db"))
                        .toAbsolutePath();
    }

    Path path() {
        return path;
    }

    /// How far the index is.
    public IndexProgress progress() {
        return progress;
    }

    void progress(IndexProgress now) {
        progress = now;
    }

    /// Asks the index. The question sees one state of it.
    ///
    /// @throws IndexUnavailableException if there is nothing to ask yet
    public <T> T read(Function<StatementStore, T> question) {
        lock.readLock().lock();
        try {
            FileStore file = serving;
            if (file == null) {
                throw new IndexUnavailableException();
            }
            StatementStore sql = take(file);
            boolean usable = false;
            try {
                sql.execute("BEGIN");
                T answer = question.apply(sql);
                sql.execute("COMMIT");
                usable = true;
                return answer;
            } finally {
                give(sql, usable);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private StatementStore take(FileStore file) {
        synchronized (idle) {
            StatementStore sql = idle.poll();
            if (sql != null) {
                return sql;
            }
        }
        return file.openForReading();
    }

    private void give(StatementStore sql, boolean usable) {
        synchronized (idle) {
            if (usable && idle.size() < MOST_IDLE) {
                idle.push(sql);
                return;
            }
        }
        sql.close();
    }

    /// Answers from this file from now on, after whatever has to be done while nobody asks.
    void serve(@Nullable FileStore file, Runnable inBetween) {
        lock.writeLock().lock();
        try {
            close();
            serving = null;
            inBetween.run();
            serving = file;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @PreDestroy
    void close() {
        synchronized (idle) {
            idle.forEach(StatementStore::close);
            idle.clear();
        }
    }
}
