package dev.ccproxy.data.difference;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What became of something.
@Schema(enumeration = {"equal", "added", "removed", "changed"})
public enum DifferenceKind {
    EQUAL,
    ADDED,
    REMOVED,
    CHANGED;

    /// Its name in the API, for example `added`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
