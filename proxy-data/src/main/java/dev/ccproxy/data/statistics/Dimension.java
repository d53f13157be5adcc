package dev.ccproxy.data.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import java.util.Locale;

/// By what usage is told apart. Each is a column of the sums.
enum Dimension {
    PROVIDER,
    MODEL,
    PROJECT,
    AGENT,
    CLASS;

    static Dimension parse(String text) {
        try {
            return valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest(
                            "group is none of provider, model, project, agent and class."));
        }
    }

    /// Its name in the API, and the column's.
    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
