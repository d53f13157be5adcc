/// Whether what a person sees can be trusted: the record, the proxy, this service.
@NullMarked
package dev.ccproxy.data.health;

import org.jspecify.annotations.NullMarked;
