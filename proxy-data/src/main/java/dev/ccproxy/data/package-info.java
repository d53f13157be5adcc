/// Everything that can be asked of the record.
@NullMarked
package dev.ccproxy.data;

import org.jspecify.annotations.NullMarked;
