package dev.ccproxy.core.health;

/// How well a part of the proxy does, as its check's `state` says.
enum State {
    OK,
    /// Traffic flows, but something needs a look.
    DEGRADED;

    /// The name of the datum in a check's data.
    static final String KEY = "state";

    static State degradedIf(boolean degraded) {
        return degraded ? DEGRADED : OK;
    }
}
