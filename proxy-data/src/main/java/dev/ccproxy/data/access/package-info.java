/// Who may ask proxy-data.
@NullMarked
package dev.ccproxy.data.access;

import org.jspecify.annotations.NullMarked;
