package dev.ccproxy.data.index;

import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// An index that is filled on demand, for tests of what is put into it.
public final class TestIndex implements AutoCloseable {
    private final OpenIndex index;
    private final StatementStore reading;
    private final StatementStore writing;
    private final List<Chapter> chapters;

    public TestIndex(Path file, Chapter... chapters) {
        FileStore store = new FileStore(file);
        this.index = new OpenIndex(store, false);
        this.reading = store.openForReading();
        this.writing = store.openForWriting();
        this.chapters = List.of(chapters);
        index.begin(this.chapters);
    }

    /// Indexes what is new in a record.
    ///
    /// @param batch how many changes in a transaction
    public void follow(ExchangeReader record, int batch) {
        try {
            List<Change> changes = record.changesAfter(index.revision(), batch);
            while (!changes.isEmpty()) {
                index.write(chapters, record, changes);
                changes = record.changesAfter(index.revision(), batch);
            }
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    /// Puts in what a follower has found.
    ///
    /// @return whether it has more
    public boolean follow(Follower follower) {
        return index.write(follower);
    }

    /// Changes what the index holds in a transaction, and lets chapters catch up with it.
    public void write(Consumer<StatementStore> work) {
        writing.inTransaction(() -> {
            work.accept(writing);
            chapters.forEach(chapter -> chapter.opened(writing));
        });
    }

    public <T> T read(Function<StatementStore, T> question) {
        return question.apply(reading);
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
        index.close();
    }
}
