/// proxy-core as it is shipped: each test starts the packaged application as a process of its own,
/// between a raw client and a scripted upstream, and reads the record as any other process would.
@NullMarked
package dev.ccproxy.core.running;

import org.jspecify.annotations.NullMarked;
