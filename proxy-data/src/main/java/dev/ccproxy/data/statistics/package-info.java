/// What was used, what it cost, how fast it was and how it failed, by time.
@NullMarked
package dev.ccproxy.data.statistics;

import org.jspecify.annotations.NullMarked;
