package dev.ccproxy.data.statistics;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which exchanges statistics are about. What is not asked for does not matter.
record StatisticsFilter(
        @Parameter(
                        description = "Whose models, as the configuration calls it",
                        example = "anthropic")
                @QueryParam("provider")
                @Nullable String provider,
        @Parameter(
                        description =
                                "The model that answered, else the one that was asked for, by its"
                                        + " whole name")
                @QueryParam("model")
                @Nullable String model,
        @Parameter(description = "A working folder, by its whole path") @QueryParam("project")
                @Nullable String project,
        @Parameter(
                        description =
                                "`main`, an agent's type, or `side` for requests beside any"
                                        + " conversation",
                        example = "Explore")
                @QueryParam("agent")
                @Nullable String agent,
        @Parameter(description = "What requests are for", example = "compaction")
                @QueryParam("class")
                @Nullable String requestClass) {
    private static final int MAX_LENGTH = 500;

    /// A condition in SQL, and the values in it.
    record Condition(String sql, List<Object> values) {
        /// These values, and then the condition's.
        Object[] after(Object... before) {
            List<Object> all = new ArrayList<>(List.of(before));
            all.addAll(values);
            return all.toArray();
        }
    }

    /// What holds for all of the sums.
    Condition condition() {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        add(sql, values, Dimension.PROVIDER, provider);
        add(sql, values, Dimension.MODEL, model);
        add(sql, values, Dimension.PROJECT, project);
        add(sql, values, Dimension.AGENT, agent);
        add(sql, values, Dimension.CLASS, requestClass);
        return new Condition(sql.toString(), values);
    }

    /// What of it tables know that tell models apart only.
    Condition ofModels() {
        return new StatisticsFilter(provider, model, null, null, null).condition();
    }

    private static void add(
            StringBuilder sql, List<Object> values, Dimension column, @Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) {
            return;
        }
        if (wanted.length() > MAX_LENGTH) {
            throw new ProblemException(
                    Problem.badRequest("A filter is longer than " + MAX_LENGTH + " characters."));
        }
        sql.append(" AND u.").append(column.code()).append(" = ?");
        values.add(wanted);
    }
}
