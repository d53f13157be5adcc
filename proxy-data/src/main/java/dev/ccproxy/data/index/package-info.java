/// The index: a database of our own that is made from the record, follows it, and can be thrown
/// away and made again at any time.
@NullMarked
package dev.ccproxy.data.index;

import org.jspecify.annotations.NullMarked;
