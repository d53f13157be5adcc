package dev.ccproxy.bench;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.LockSupport;

/// Waits for a point in time, to a few microseconds, without burning the processor.
///
/// Linux rounds every sleep up by 50 microseconds, which would be most of what is measured here; a
/// thread that waits asks the kernel for one nanosecond instead.
final class Pace {
    private static final int PR_SET_TIMERSLACK = 29;
    private static final MethodHandle PRCTL = prctl();
    private static final ThreadLocal<Boolean> EXACT =
            ThreadLocal.withInitial(Pace::setTimerSlackOfThisThread);

    private Pace() {}

    /// Returns as soon as [System#nanoTime] has reached `due`.
    static void until(long due) {
        EXACT.get();
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle prctl() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("prctl"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG));
    }

    private static boolean setTimerSlackOfThisThread() {
        try {
            return (int) PRCTL.invokeExact(PR_SET_TIMERSLACK, 1L, 0L, 0L, 0L) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("prctl cannot be called", e);
        }
    }
}
