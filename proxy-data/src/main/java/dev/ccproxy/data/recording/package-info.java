/// The way to the record, whatever state it is in.
@NullMarked
package dev.ccproxy.data.recording;

import org.jspecify.annotations.NullMarked;
