package dev.ccproxy.data.index;

import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.util.List;
import org.jboss.logging.Logger;

/// An index that is being written.
final class OpenIndex implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OpenIndex.class);

    private final StatementStore sql;
    private final boolean beside;
    private long revision;

    /// @param beside whether it is made beside the one that answers
    OpenIndex(FileStore file, boolean beside) {
        this.sql = file.openForWriting();
        this.beside = beside;
        Long known = sql.number("SELECT revision FROM progress");
        this.revision = known == null ? 0 : known;
    }

    boolean isBeside() {
        return beside;
    }

    /// The last change that is in it.
    long revision() {
        return revision;
    }

    /// Has chapters bring up to date what does not depend on the record alone.
    void begin(List<Chapter> chapters) {
        sql.inTransaction(() -> chapters.forEach(chapter -> chapter.opened(sql)));
    }

    /// Puts in what a follower has found.
    ///
    /// @return whether it has more
    boolean write(Follower follower) {
        boolean[] more = {false};
        sql.inTransaction(() -> more[0] = follower.follow(sql));
        return more[0];
    }

    /// Puts changes in, all or none.
    void write(List<Chapter> chapters, ExchangeReader record, List<Change> changes)
            throws StoreException {
        long last = changes.getLast().revision();
        try {
            sql.inTransaction(() -> {
                for (Chapter chapter : chapters) {
                    index(chapter, record, changes);
                }
                sql.update("UPDATE progress SET revision = ?", last);
            });
        } catch (RecordUnreadableException e) {
            throw e.reason();
        }
        revision = last;
        if (changes.stream().anyMatch(Change.Deleted.class::isInstance)) {
            sql.emptyLog();
        }
    }

    private void index(Chapter chapter, ExchangeReader record, List<Change> changes) {
        try {
            chapter.index(sql, record, changes);
        } catch (StoreException e) {
            throw new RecordUnreadableException(e);
        }
    }

    /// Carries what is wrong with the record out of a transaction.
    private static final class RecordUnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient StoreException reason;

        RecordUnreadableException(StoreException reason) {
            super(reason);
            this.reason = reason;
        }

        StoreException reason() {
            return reason;
        }
    }

    @Override
    public void close() {
        try {
            sql.close();
        } catch (IndexException e) {
            LOG.debugf("the index was not closed cleanly: %s", e.getMessage());
        }
    }
}
