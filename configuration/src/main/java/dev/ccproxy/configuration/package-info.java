/// `config.yaml` and the environment as one source of configuration, checked before anything
/// starts.
@NullMarked
package dev.ccproxy.configuration;

import org.jspecify.annotations.NullMarked;
