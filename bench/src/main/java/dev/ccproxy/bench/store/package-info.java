/// What the record costs: bytes, time and the writer's patience.
@NullMarked
package dev.ccproxy.bench.store;

import org.jspecify.annotations.NullMarked;
