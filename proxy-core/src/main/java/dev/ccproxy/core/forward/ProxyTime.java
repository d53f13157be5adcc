package dev.ccproxy.core.forward;

/// Adds up the time that an exchange spends in the proxy's hands: from a read until the write that
/// follows it, on the way out and on the way back. Connecting and waiting for the upstream are left
/// out.
final class ProxyTime {
    private long enteredNanos;
    private boolean inside = true;
    private long totalNanos;

    ProxyTime(long startNanos) {
        this.enteredNanos = startNanos;
    }

    void enter() {
        if (!inside) {
            inside = true;
            enteredNanos = System.nanoTime();
        }
    }

    void leave() {
        if (inside) {
            inside = false;
            totalNanos += System.nanoTime() - enteredNanos;
        }
    }

    long nanos() {
        return totalNanos;
    }
}
