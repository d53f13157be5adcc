/// An exchange, one HTTP request and its response, as the record tells it.
@NullMarked
package dev.ccproxy.exchange;

import org.jspecify.annotations.NullMarked;
