/// Figures for speed and memory, taken beside other proxies in one run.
@NullMarked
package dev.ccproxy.bench;

import org.jspecify.annotations.NullMarked;
