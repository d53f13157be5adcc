/// Lets proxy-data in where nobody else may go.
@NullMarked
package dev.ccproxy.core.access;

import org.jspecify.annotations.NullMarked;
