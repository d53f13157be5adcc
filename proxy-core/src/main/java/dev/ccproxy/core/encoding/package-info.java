/// Undoes on the side what `Content-Encoding` did to bodies that are to be looked into.
@NullMarked
package dev.ccproxy.core.encoding;

import org.jspecify.annotations.NullMarked;
