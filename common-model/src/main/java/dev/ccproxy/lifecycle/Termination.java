package dev.ccproxy.lifecycle;

import java.lang.reflect.Proxy;

/// What SIGTERM does to a service: it is the way to stop one, so it leads to an orderly end with
/// exit code 0. Left alone, a JVM tells of it as of a failure, with 143.
public final class Termination {
    private static volatile boolean come;

    private Termination() {}

    /// Whether SIGTERM has come already. What it asks for while a service starts may be forgotten
    /// by the start, and has to be asked for again when that is done.
    public static boolean hasCome() {
        return come;
    }

    /// Has this done on SIGTERM, instead of what the JVM does.
    ///
    /// By reflection, since the compiler warns of the class, and of nothing else that can do this.
    ///
    /// @throws IllegalStateException if the JVM does not let it
    public static void means(Runnable end) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ending =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) -> {
                                come = true;
                                end.run();
                                return null;
                            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), ending);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SIGTERM cannot be handled", e);
        }
    }
}
