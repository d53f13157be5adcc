package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.StatementStore;
import org.jspecify.annotations.Nullable;

/// The table of calls of tools, for the indexing thread.
final class CallStore {
    private final StatementStore sql;

    CallStore(StatementStore sql) {
        this.sql = sql;
    }

    /// A call of a tool.
    ///
    /// @param called when the answer with it ended, microseconds since 1970
    /// @param inputSize bytes of JSON
    /// @param file which file it reads or edits, if it does
    /// @param subagent which type of agent it calls, if it calls one
    /// @param prompt hash of what it tells that agent
    record Call(
            long session,
            long conversation,
            long exchange,
            String toolUse,
            String name,
            long called,
            int inputSize,
            @Nullable String file,
            @Nullable String subagent,
            @Nullable Long prompt) {}

    /// A call's result.
    ///
    /// @param returned when the request with it was sent, microseconds since 1970
    /// @param size bytes of JSON
    /// @param agent the id of the agent that was called, if the result tells
    record Result(
            long session,
            long conversation,
            long exchange,
            String toolUse,
            long returned,
            int size,
            boolean isError,
            @Nullable String agent) {}

    void insert(Call call) {
        sql.update(
                "INSERT INTO tool_call (session, conversation, exchange, tool_use, name, called,"
                        + " input_size, file, subagent, prompt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?)"
                        + " ON CONFLICT DO NOTHING",
                call.session,
                call.conversation,
                call.exchange,
                call.toolUse,
                call.name,
                call.called,
                call.inputSize,
                call.file,
                call.subagent,
                call.prompt);
    }

    void insert(Result result) {
        sql.update(
                "UPDATE tool_call SET result_exchange = ?, returned = ?, result_size = ?,"
                        + " is_error = ? WHERE session = ? AND tool_use = ? AND conversation = ? AND"
                        + " result_exchange IS NULL",
                result.exchange,
                result.returned,
                result.size,
                result.isError ? 1 : 0,
                result.session,
                result.toolUse,
                result.conversation);
        if (result.agent != null) {
            agent(result.session, result.toolUse, result.agent);
        }
    }

    /// Takes note of the agent that a call has called.
    void agent(long session, String toolUse, String agent) {
        sql.update(
                "UPDATE tool_call SET agent = ? WHERE session = ? AND tool_use = ?",
                agent,
                session,
                toolUse);
    }

    /// Whether a call tells an agent this.
    boolean isPrompt(long session, long prompt) {
        return sql.number(
                        "SELECT 1 FROM tool_call WHERE session = ? AND prompt = ?", session, prompt)
                != null;
    }
}
