package dev.ccproxy.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A file that one process holds locked. The kernel unlocks it when the process dies, however it
/// dies, and keeps processes of several containers on one volume apart, which process numbers do
/// not. The file itself stays: removing it would let two processes lock two files of one name.
final class LockFile implements AutoCloseable {
    /// The kernel knows one owner per process, and forgets the lock when any channel on the file is
    /// closed: so a file that this process holds must not be opened again.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Path path;
    private final FileChannel channel;

    private LockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Locks the file, or returns null if another holder has it.
    static @Nullable LockFile tryLock(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        if (!HELD_HERE.add(path)) {
            return null;
        }
        @Nullable LockFile held = null;
        try {
            held = lockUnheld(path);
            return held;
        } finally {
            if (held == null) {
                HELD_HERE.remove(path);
            }
        }
    }

    /// Locks the file, waiting for another holder.
    static LockFile lock(Path file, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            LockFile held = tryLock(file);
            if (held != null) {
                return held;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(file + " is held by another process");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static @Nullable LockFile lockUnheld(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? new LockFile(path, channel) : null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(path);
    }
}
