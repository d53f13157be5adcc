/// What is told to a collector of OpenTelemetry, where there is one.
@NullMarked
package dev.ccproxy.data.telemetry;

import org.jspecify.annotations.NullMarked;
