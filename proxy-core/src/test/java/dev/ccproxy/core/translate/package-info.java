/// Every case that separates a complete translator from a naive one, judged by both vendors' SDKs.
@NullMarked
package dev.ccproxy.core.translate;

import org.jspecify.annotations.NullMarked;
