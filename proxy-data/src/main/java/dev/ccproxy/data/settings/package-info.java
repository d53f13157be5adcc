/// The configuration as it is.
@NullMarked
package dev.ccproxy.data.settings;

import org.jspecify.annotations.NullMarked;
