/// How one request differs from another.
@NullMarked
package dev.ccproxy.data.difference;

import org.jspecify.annotations.NullMarked;
