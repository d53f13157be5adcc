package dev.ccproxy.data.recording;

import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The record, opened when somebody asks for it. It may not be there yet, it may be replaced by
/// another one, and it may be of a version that this service does not know; none of this needs a
/// restart to mend.
@ApplicationScoped
public class Recording {
    /// A question to the record.
    @FunctionalInterface
    public interface Question<T> {
        T ask(ExchangeReader reader) throws StoreException;
    }

    /// A reader and what it reads.
    ///
    /// @param file tells the file from another one under the same name
    private record Opened(ExchangeReader reader, @Nullable Object file) {}

    private final Path path;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Opened opened;

    Recording(RecordingConfig config) {
        this.path = config.path().toAbsolutePath();
    }

    /// Asks the record.
    ///
    /// @throws RecordingUnavailableException if it cannot be asked, with the reason
    public <T> T read(Question<T> question) {
        try {
            return question.ask(reader());
        } catch (StoreException e) {
            throw new RecordingUnavailableException(unreadable(e));
        }
    }

    /// What can be said of the record, found out by asking it.
    public RecordingState state() {
        try {
            read(ExchangeReader::revision);
            return new RecordingState.Available();
        } catch (RecordingUnavailableException e) {
            return e.state();
        }
    }

    private ExchangeReader reader() throws StoreException {
        Object file = fileKey();
        Opened current = opened;
        return current != null && isSame(current.file(), file) ? current.reader() : open(file);
    }

    private ExchangeReader open(@Nullable Object file) throws StoreException {
        opening.lock();
        try {
            Opened current = opened;
            if (current != null && isSame(current.file(), file)) {
                return current.reader();
            }
            close();
            ExchangeReader reader = new SqliteExchangeReader(path);
            opened = new Opened(reader, file);
            return reader;
        } finally {
            opening.unlock();
        }
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == null || one.equals(other);
    }

    private @Nullable Object fileKey() {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            throw new RecordingUnavailableException(new RecordingState.Missing(path.toString()));
        }
    }

    private static RecordingState unreadable(StoreException e) {
        return new RecordingState.Unreadable(String.valueOf(e.getMessage()));
    }

    @PreDestroy
    void close() {
        Opened current = opened;
        opened = null;
        if (current != null) {
            current.reader().close();
        }
    }
}
