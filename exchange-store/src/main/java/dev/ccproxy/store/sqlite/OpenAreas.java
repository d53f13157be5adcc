package dev.ccproxy.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The areas that end in chunks which are not packed yet. Asking the database for them each time
/// would cost more than all the rest where many sessions go on at once.
final class OpenAreas {
    private final Sql sql;

    /// Bytes that are not packed, by area.
    private final Map<Long, Long> bytes = new HashMap<>();

    /// When this process appended to an area last, in [System#nanoTime].
    private final Map<Long, Long> appended = new HashMap<>();

    private boolean known;

    OpenAreas(Sql sql) {
        this.sql = sql;
    }

    /// An open chunk of so many bytes was added to the area.
    void appended(long area, int length) {
        bytes.merge(area, (long) length, Long::sum);
        appended.put(area, System.nanoTime());
    }

    /// Memory may not agree with the database.
    void doubt() {
        known = false;
    }

    /// An area that is worth packing, or null: one that has a chunk's worth of open ones, or any to
    /// which this process has appended nothing for so long.
    @Nullable Long next(Duration idle) throws SQLException {
        if (!known) {
            find();
        }
        long now = System.nanoTime();
        for (Map.Entry<Long, Long> entry : bytes.entrySet()) {
            Long last = appended.get(entry.getKey());
            if (entry.getValue() >= Packer.chunkSize(entry.getKey())
                    || last == null
                    || now - last >= idle.toNanos()) {
                return entry.getKey();
            }
        }
        return null;
    }

    private void find() throws SQLException {
        bytes.clear();
        try (ResultSet rows =
                sql.query(
                        "SELECT id >> 32 AS area, sum(length) FROM chunk WHERE open = 1"
                                + " GROUP BY area")) {
            while (rows.next()) {
                bytes.put(rows.getLong(1), rows.getLong(2));
            }
        }
        appended.keySet().retainAll(bytes.keySet());
        known = true;
    }

    /// Some of the area was packed.
    void packed(long area) throws SQLException {
        long left =
                sql.number(
                        0,
                        "SELECT coalesce(sum(length), 0) FROM chunk WHERE open = 1 AND id >= ? AND"
                                + " id < ?",
                        Areas.address(area, 0),
                        Areas.address(area + 1, 0));
        if (left > 0) {
            bytes.put(area, left);
        } else {
            bytes.remove(area);
            appended.remove(area);
        }
    }
}
