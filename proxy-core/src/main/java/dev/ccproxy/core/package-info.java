/// The hot path: forwards `/v1/*` to the configured upstream and records what crossed it.
@NullMarked
package dev.ccproxy.core;

import org.jspecify.annotations.NullMarked;
