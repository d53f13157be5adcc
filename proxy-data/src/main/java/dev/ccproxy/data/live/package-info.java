/// What is happening, told as it happens.
@NullMarked
package dev.ccproxy.data.live;

import org.jspecify.annotations.NullMarked;
