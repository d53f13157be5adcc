package dev.ccproxy.data.exchange;

import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The tables of requests and of where they go, for the indexing thread: one batch.
final class RequestStore {
    private final StatementStore sql;
    private final Map<Target, Long> targets = new HashMap<>();

    RequestStore(StatementStore sql) {
        this.sql = sql;
    }

    /// Where a request goes.
    ///
    /// @param query the empty string for none
    private record Target(String method, String path, String query) {}

    void write(Exchange exchange) {
        Caller caller = exchange.caller();
        Outcome outcome = exchange.outcome();
        Duration firstByte = exchange.timings().timeToFirstByte();
        String detail = outcome == null ? "" : outcome.detail();
        sql.update(
                "INSERT INTO request (id, target, agent, parent_agent, said_class, request_bytes,"
                        + " response_bytes, first_byte, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET request_bytes ="
                        + " excluded.request_bytes, response_bytes = excluded.response_bytes,"
                        + " first_byte = excluded.first_byte, detail = excluded.detail",
                exchange.id().value(),
                target(exchange.request()),
                caller.agentId(),
                caller.parentAgentId(),
                caller.requestClass(),
                exchange.requestBody().size(),
                exchange.responseBody().size(),
                firstByte == null ? null : firstByte.toNanos() / 1_000,
                detail.isEmpty() ? null : detail);
    }

    private long target(RequestHead head) {
        String query = Objects.requireNonNullElse(head.query(), "");
        return targets.computeIfAbsent(new Target(head.method(), head.path(), query), this::find);
    }

    private long find(Target target) {
        Object[] values = {target.method, target.path, target.query};
        Long known =
                sql.number(
                        "SELECT id FROM target WHERE method = ? AND path = ? AND query = ?",
                        values);
        return known != null
                ? known
                : sql.insert("INSERT INTO target (method, path, query) VALUES (?, ?, ?)", values);
    }

    void delete(long id) {
        Long target = sql.number("SELECT target FROM request WHERE id = ?", id);
        sql.update("DELETE FROM request WHERE id = ?", id);
        sql.update(
                "DELETE FROM target WHERE id = ?1"
                        + " AND NOT EXISTS (SELECT 1 FROM request WHERE target = ?1)",
                target);
        targets.clear();
    }
}
