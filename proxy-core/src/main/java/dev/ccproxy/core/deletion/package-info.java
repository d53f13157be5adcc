/// Lets proxy-data have exchanges deleted, for proxy-core alone writes the record.
@NullMarked
package dev.ccproxy.core.deletion;

import org.jspecify.annotations.NullMarked;
