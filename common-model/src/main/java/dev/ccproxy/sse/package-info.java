/// Server-sent events as bytes on the wire.
@NullMarked
package dev.ccproxy.sse;

import org.jspecify.annotations.NullMarked;
