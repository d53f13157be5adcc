/// What requests and answers say, part by part.
@NullMarked
package dev.ccproxy.data.content;

import org.jspecify.annotations.NullMarked;
