package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.StatementStore;
import org.jspecify.annotations.Nullable;

/// The table of conversations, for the indexing thread.
final class ConversationStore {
    private final StatementStore sql;

    ConversationStore(StatementStore sql) {
        this.sql = sql;
    }

    /// What is known of a conversation when it begins.
    ///
    /// @param key names it in the API
    /// @param agent the agent's id, where the client sends one
    /// @param prompt hash of the last text of its first message
    record Beginning(
            String key,
            long session,
            boolean main,
            @Nullable String agent,
            @Nullable String parentAgent,
            @Nullable String agentType,
            long prompt,
            long system) {}

    @Nullable Long find(String key) {
        return sql.number("SELECT id FROM conversation WHERE key = ?", key);
    }

    long insert(Beginning beginning) {
        return sql.insert(
                "INSERT INTO conversation (key, session, main, agent, parent_agent, agent_type,"
                        + " prompt, system) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                beginning.key,
                beginning.session,
                beginning.main ? 1 : 0,
                beginning.agent,
                beginning.parentAgent,
                beginning.agentType,
                beginning.prompt,
                beginning.system);
    }

    boolean isMain(long conversation) {
        return Long.valueOf(1)
                .equals(sql.number("SELECT main FROM conversation WHERE id = ?", conversation));
    }

    /// The session's main conversation, if it has begun.
    @Nullable Long main(long session) {
        return sql.number(
                "SELECT id FROM conversation WHERE session = ? AND main = 1 ORDER BY id", session);
    }

    @Nullable Long agent(long session, String agent) {
        return sql.number(
                "SELECT id FROM conversation WHERE session = ? AND agent = ?", session, agent);
    }

    long system(long conversation) {
        Long system = sql.number("SELECT system FROM conversation WHERE id = ?", conversation);
        return system == null ? 0 : system;
    }

    /// The one that was last active of those with this system prompt.
    @Nullable Long lastWithSystem(long session, long system) {
        return sql.number(
                "SELECT c.id FROM conversation c WHERE session = ? AND system = ? ORDER BY"
                        + " (SELECT max(id) FROM exchange WHERE conversation = c.id) DESC",
                session,
                system);
    }

    void title(long conversation, String title) {
        sql.update(
                "UPDATE conversation SET title = ? WHERE id = ? AND title IS NULL",
                title,
                conversation);
    }

    /// Sums up the conversation's exchanges anew and looks for the call that it came from; forgets
    /// it where no exchange is left.
    void sumUp(long conversation) {
        sql.update(
                "UPDATE conversation SET (exchanges, turns, errors, in_flight, first_at, last_at, "
                        + Tokens.COLUMNS
                        + ", "
                        + Spending.COLUMNS
                        + ") = (SELECT"
                        + " count(*), count(DISTINCT turn), coalesce(sum(status >= 400 OR outcome"
                        + " NOT IN ('completed', 'client_aborted')), 0), coalesce(sum(outcome IS"
                        + " NULL), 0), coalesce(min(started), 0), coalesce(max(started +"
                        + " coalesce(duration, 0)), 0), "
                        + Tokens.SUMS
                        + ", "
                        + Spending.SUMS
                        + " FROM exchange WHERE conversation = ?1) WHERE id = ?1",
                conversation);
        sql.update(
                "UPDATE conversation SET tool_calls ="
                        + " (SELECT count(*) FROM tool_call WHERE conversation = ?1), model ="
                        + " (SELECT model FROM exchange WHERE conversation = ?1 AND class IN"
                        + " ('main', 'agent') ORDER BY id DESC LIMIT 1) WHERE id = ?1",
                conversation);
        sql.update(
                "UPDATE conversation AS c SET spawn = coalesce("
                        + "(SELECT tool_use FROM tool_call t WHERE t.session = c.session AND"
                        + " t.agent = c.agent),"
                        + "(SELECT tool_use FROM tool_call t WHERE t.session = c.session AND"
                        + " t.prompt = c.prompt AND t.agent IS NULL AND t.conversation <> c.id"
                        + " ORDER BY t.called DESC, t.id DESC LIMIT 1))"
                        + " WHERE id = ? AND main = 0",
                conversation);
        sql.update(
                "UPDATE conversation AS c SET type = coalesce(agent_type, (SELECT subagent FROM"
                        + " tool_call WHERE session = c.session AND tool_use = c.spawn), 'unknown')"
                        + " WHERE id = ? AND main = 0",
                conversation);
        sql.update("DELETE FROM conversation WHERE id = ? AND exchanges = 0", conversation);
    }
}
