/// The way of a request to the upstream and of the answer back, unchanged.
///
/// Everything here runs on Vert.x event loops and never blocks. What is taken down on the way plugs
/// in as an [ExchangeListener]; this package does not know who listens.
@NullMarked
package dev.ccproxy.core.forward;

import org.jspecify.annotations.NullMarked;
