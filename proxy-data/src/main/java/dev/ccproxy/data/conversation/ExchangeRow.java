package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.StatementStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values for columns of a row of the table of exchanges, to be written at once: that table has
/// many indexes, and each write has to keep them.
final class ExchangeRow {
    private final List<String> columns = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    void add(List<String> names, @Nullable Object... some) {
        columns.addAll(names);
        Collections.addAll(values, some);
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    void insert(StatementStore sql, long exchange) {
        columns.add("id");
        values.add(exchange);
        sql.update(
                "INSERT INTO exchange (%s) VALUES (%s)"
                        .formatted(
                                String.join(", ", columns),
                                String.join(", ", Collections.nCopies(columns.size(), "?"))),
                values.toArray());
    }

    void update(StatementStore sql, long exchange) {
        values.add(exchange);
        sql.update(
                "UPDATE exchange SET %s = ? WHERE id = ?".formatted(String.join(" = ?, ", columns)),
                values.toArray());
    }
}
