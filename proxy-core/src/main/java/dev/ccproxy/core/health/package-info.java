/// What `/health` tells. A broken recorder makes the state `DEGRADED` and stops nothing: only a
/// process that is about to end is not ready.
@NullMarked
package dev.ccproxy.core.health;

import org.jspecify.annotations.NullMarked;
