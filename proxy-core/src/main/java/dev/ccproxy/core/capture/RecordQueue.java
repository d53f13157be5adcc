package dev.ccproxy.core.capture;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/// Between the event loops and the writing thread: bounded by the memory that it takes up.
///
/// A body is taken only while there is room. Everything else is small and may go a quarter beyond
/// the bound, so that the record of an exchange stays whole but for its bodies.
final class RecordQueue {
    private static final int SEGMENT = 1024;
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

    private final MpscUnboundedArrayQueue<Note> notes = new MpscUnboundedArrayQueue<>(SEGMENT);
    private final AtomicLong bytes = new AtomicLong();
    private final long capacity;
    private volatile @Nullable Thread sleeper;

    /// @param capacity bytes
    RecordQueue(long capacity) {
        this.capacity = capacity;
    }

    /// Sets room for bytes aside, to be given back by [#release].
    ///
    /// @return false if there is none
    boolean reserve(long size) {
        if (bytes.addAndGet(size) <= capacity) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    void release(long size) {
        bytes.addAndGet(-size);
    }

    /// Adds a note whose bytes were reserved before, if even notes without bytes have room.
    ///
    /// @return false if it was let go; its bytes are released
    boolean offer(Note note) {
        if (bytes.get() > capacity + capacity / 4) {
            release(note.bytes());
            return false;
        }
        add(note);
        return true;
    }

    /// Adds a note without which the record of an exchange would be left half told.
    void add(Note note) {
        bytes.addAndGet(note.overhead());
        notes.offer(note);
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /// Takes the oldest note; what it takes up counts until it is [released][#release].
    @Nullable Note poll() {
        return notes.poll();
    }

    boolean isEmpty() {
        return notes.isEmpty();
    }

    /// The writing thread may be asleep; this lets it look around.
    void wake(Thread writer) {
        LockSupport.unpark(writer);
    }

    /// Bytes that wait or are being written.
    long bytes() {
        return bytes.get();
    }

    /// Waits while notes gather, until there are as many bytes of them. No note ends this wait:
    /// waking a thread costs the event loop that wakes it, so this one looks up now and then.
    void gather(long nanos, long enough) {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (left > 0 && bytes.get() < enough) {
            LockSupport.parkNanos(this, Math.min(left, GLANCE_NANOS));
            left = end - System.nanoTime();
        }
    }

    /// Waits for a note, for `nanos` at the most.
    void await(long nanos) {
        sleeper = Thread.currentThread();
        if (notes.isEmpty()) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
    }
}
