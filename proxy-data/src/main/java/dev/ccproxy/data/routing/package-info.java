/// Which agents run on which providers, what that costs, and what would become of a request.
@NullMarked
package dev.ccproxy.data.routing;

import org.jspecify.annotations.NullMarked;
