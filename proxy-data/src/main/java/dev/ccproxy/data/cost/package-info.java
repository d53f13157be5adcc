/// What answers cost: the price lists of vendors, and sums that are exact.
@NullMarked
package dev.ccproxy.data.cost;

import org.jspecify.annotations.NullMarked;
