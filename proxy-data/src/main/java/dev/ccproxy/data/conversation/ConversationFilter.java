package dev.ccproxy.data.conversation;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
                @Nullable String until,
        @Parameter(
                        description =
                                "Words that the first prompt, the session's title or the project"
                                        + " hold, all of them, in whatever case",
                        example = "flaky test")
                @QueryParam("q")
                @Nullable String q) {
    private static final int MOST_WORDS = 8;
    private static final Pattern WHITESPACE = Pattern.compile("\\s+");
    private static final Pattern SPECIAL = Pattern.compile("[%_!]");
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
        addWords(sql, values);
        return new Condition(sql.toString(), values);
    }

    private void addWords(StringBuilder sql, List<Object> values) {
        String text = q == null ? "" : q.strip();
        check(text);
        for (String word : WHITESPACE.split(text, MOST_WORDS)) {
            if (!word.isEmpty()) {
                sql.append(
                        " AND (coalesce(c.title, '') || char(10) || coalesce(s.title, '') ||"
                                + " char(10) || coalesce(s.project, '')) LIKE ? ESCAPE '!'");
                values.add("%" + SPECIAL.matcher(word).replaceAll("!$0") + "%");
            }
        }
    }

    private static boolean add(
            StringBuilder sql, List<Object> values, String condition, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return false;
        }
        check(value);
        sql.append(condition);
        values.add(value.strip());
        return true;
    }

    private static void check(String value) {
        if (value.length() > MAX_LENGTH) {
            throw new ProblemException(
                    Problem.badRequest("A filter is longer than " + MAX_LENGTH + " characters."));
        }
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
