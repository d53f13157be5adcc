/// Lists of exchanges, one exchange in full, and its bodies.
@NullMarked
package dev.ccproxy.data.exchange;

import org.jspecify.annotations.NullMarked;
