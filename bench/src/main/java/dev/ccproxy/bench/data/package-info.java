/// How quickly proxy-data answers when very much is on record.
@NullMarked
package dev.ccproxy.bench.data;

import org.jspecify.annotations.NullMarked;
