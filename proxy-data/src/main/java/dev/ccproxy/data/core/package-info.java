/// What asking proxy-core takes.
@NullMarked
package dev.ccproxy.data.core;

import org.jspecify.annotations.NullMarked;
