/// Takes down what crosses the proxy and hands it to the store, off the request's path.
///
/// On the event loop a [Recording] notes each step in a [RecordQueue] that is bounded in bytes; one
/// thread, the [RecordWriter], takes the notes out and writes them to the store.
@NullMarked
package dev.ccproxy.core.capture;

import org.jspecify.annotations.NullMarked;
