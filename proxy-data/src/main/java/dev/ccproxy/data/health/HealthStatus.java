package dev.ccproxy.data.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How well something is, the best first.
@Schema(
        enumeration = {"up", "degraded", "down"},
        description =
                "`up` all is well; `degraded` it works, and something is wrong; `down` it does not"
                        + " work")
public enum HealthStatus {
    UP,
    DEGRADED,
    DOWN;

    /// Its name in the API, for example `up`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    HealthStatus worse(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
