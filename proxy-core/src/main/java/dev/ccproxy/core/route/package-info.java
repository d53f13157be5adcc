/// Sends the agents that the configuration names to the providers that it names.
///
/// Plugs in where requests leave for the upstream. Where nothing is routed, it costs one look at a
/// field.
@NullMarked
package dev.ccproxy.core.route;

import org.jspecify.annotations.NullMarked;
