/// Full-text search over everything that was said.
@NullMarked
package dev.ccproxy.data.search;

import org.jspecify.annotations.NullMarked;
