/// Exchanges as files, for other programs and people.
@NullMarked
package dev.ccproxy.data.export;

import org.jspecify.annotations.NullMarked;
