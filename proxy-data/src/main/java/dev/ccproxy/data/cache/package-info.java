/// Why prompts were, or were not, read from the API's cache.
@NullMarked
package dev.ccproxy.data.cache;

import org.jspecify.annotations.NullMarked;
