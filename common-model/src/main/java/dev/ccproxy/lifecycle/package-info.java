/// How a service ends without anybody noticing.
@NullMarked
package dev.ccproxy.lifecycle;

import org.jspecify.annotations.NullMarked;
