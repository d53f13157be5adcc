/// Tells proxy-data how routing stands, and what would become of a recorded request.
@NullMarked
package dev.ccproxy.core.explain;

import org.jspecify.annotations.NullMarked;
