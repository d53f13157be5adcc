/// Deletion of what is on record. proxy-core, the record's only writer, does it; this asks it to.
@NullMarked
package dev.ccproxy.data.deletion;

import org.jspecify.annotations.NullMarked;
