package dev.ccproxy.data.exchange;

import java.util.List;

/// One thing that exchanges in a list have in common, in SQL.
///
/// @param ids a query for the `id`s of those that have it, by an index where there is one
/// @param test whether `e` has it: an exchange, with `r`, its line in the table of requests
/// @param values of both, in order
/// @param inOrder whether the newest of `ids` are found without looking at all of them, or at few
record Criterion(String ids, String test, List<Object> values, boolean inOrder) {
    /// A condition on a column of the table of exchanges.
    static Criterion onExchange(String condition, Object... values) {
        return new Criterion(
                "SELECT e.id AS id FROM exchange e WHERE " + condition,
                condition,
                List.of(values),
                true);
    }

    /// The same, where too many may have to be sorted to find the newest.
    Criterion outOfOrder() {
        return new Criterion(ids, test, values, false);
    }

    /// A condition on a column of the table of requests.
    static Criterion onRequest(String condition, Object... values) {
        return new Criterion(
                "SELECT r.id AS id FROM request r WHERE " + condition,
                condition,
                List.of(values),
                true);
    }
}
