package dev.ccproxy.data.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// By what usage is told apart. Each is a column of the sums.
@Schema(
        enumeration = {"provider", "model", "project", "agent", "class", "tool"},
        description = "By what usage is told apart")
public enum Dimension {
    PROVIDER,
    MODEL,
    PROJECT,
    AGENT,
    CLASS,
    /// A tool that the answer calls. A request whose answer calls several counts for each of them.
    TOOL;

    static Dimension parse(String text) {
        try {
            return valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest(
                            "group is none of provider, model, project, agent, class and"
                                    + " tool."));
        }
    }

    /// Its name in the API, and the column's.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
