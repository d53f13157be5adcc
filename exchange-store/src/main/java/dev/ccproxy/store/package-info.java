/// The record of exchanges: what is written, what can be read, and the port that stores implement.
@NullMarked
package dev.ccproxy.store;

import org.jspecify.annotations.NullMarked;
