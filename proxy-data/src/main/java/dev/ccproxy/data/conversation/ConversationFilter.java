package dev.ccproxy.data.conversation;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which conversations a list is about. What is not asked for does not matter.
record ConversationFilter(
        @Parameter(description = "A session, by its whole id") @QueryParam("session")
                @Nullable String session,
        @Parameter(description = "A working folder, by its whole path") @QueryParam("project")
                @Nullable String project,
        @Parameter(description = "`main`, an agent's whole id, or its type", example = "Explore")
                @QueryParam("agent")
                @Nullable String agent,
        @Parameter(description = "A model that it asked for, by its whole name")
                @QueryParam("model")
                @Nullable String model,
        @Parameter(
                        description = "Only those that were active at this time or later",
                        example = "2026-11-22T10:00:00Z")
                @QueryParam("from")
                @Nullable String from,
        @Parameter(
                        description = "Only those whose last activity was before this time",
                        example = "2026-11-23T10:00:00Z")
                @QueryParam("until")
                @Nullable String until) {
    private static final int MAX_LENGTH = 500;
    private static final String MAIN = "main";

    /// A condition in SQL, and the values in it.
    record Condition(String sql, List<Object> values) {}

    Condition condition() {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        add(sql, values, " AND s.key = ?", session);
        add(sql, values, " AND s.project = ?", project);
        if (MAIN.equals(agent)) {
            sql.append(" AND c.main = 1");
        } else if (add(sql, values, " AND c.main = 0 AND (c.agent = ?", agent)) {
            add(sql, values, " OR " + ConversationViewStore.AGENT_TYPE + " = ?)", agent);
        }
        add(
                sql,
                values,
                " AND EXISTS (SELECT 1 FROM exchange e WHERE e.conversation = c.id AND e.model = ?)",
                model);
        addTime(sql, values, " AND c.last_at >= ?", "from", from);
        addTime(sql, values, " AND c.last_at < ?", "until", until);
        return new Condition(sql.toString(), values);
    }

    private static boolean add(
            StringBuilder sql, List<Object> values, String condition, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return false;
        }
        if (value.length() > MAX_LENGTH) {
            throw new ProblemException(
                    Problem.badRequest("A filter is longer than " + MAX_LENGTH + " characters."));
        }
        sql.append(condition);
        values.add(value.strip());
        return true;
    }

    private static void addTime(
            StringBuilder sql,
            List<Object> values,
            String condition,
            String name,
            @Nullable String value) {
        if (value == null || value.isBlank()) {
            return;
        }
        try {
            values.add(StepStore.micros(Instant.parse(value.strip())));
            sql.append(condition);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new ProblemException(
                    Problem.badRequest(name + " is no time such as 2026-11-22T10:00:00Z."));
        }
    }
}
