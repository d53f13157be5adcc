package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.BodySummary;
import dev.ccproxy.exchange.RouteEnding;
import dev.ccproxy.store.Arrival;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a batch tells of the provider's side of one exchange: what left for it, and what came of
/// that.
final class ProviderSide {
    private final Writing writing;
    private final Row row;
    private final Arrivals arrivals = new Arrivals();
    private final List<byte[]> received = new ArrayList<>();

    ProviderSide(Writing writing, Row row) {
        this.writing = writing;
        this.row = row;
    }

    void begin(RecordEntry.Routed routed) throws SQLException {
        Scope scope = scope();
        Bytes body = routed.body();
        Recipe recipe = body == null ? null : writing.encoder().encodeBeside(scope, body);
        byte[] sha256 = body == null ? null : Batch.sha256(body.slices()).digest();
        row.route =
                writing.scopes()
                        .touch(scope.records)
                        .appendWhole(RouteRecords.departure(routed, sha256, recipe));
    }

    void receive(Duration at, Bytes bytes) {
        arrivals.add(at, bytes.size(), true);
        received.addAll(bytes.slices());
    }

    void miss(Duration at, long size) {
        arrivals.add(at, size, false);
    }

    void end(@Nullable RouteEnding ending) throws SQLException, StoreException {
        if (row.route == null || row.routeEnding != null) {
            return;
        }
        Area area = writing.scopes().touch(scope().responses);
        MessageDigest digest = Batch.sha256(List.of());
        Arrivals all = new Arrivals();
        long start = area.end();
        for (PartStore.Part part : writing.providerParts().all(row.id)) {
            all.addAll(part.arrivals());
            Batch.append(part.data(), area, digest);
        }
        all.addAll(arrivals.toString());
        Batch.append(new Bytes(received), area, digest);
        Recipe.Builder body = new Recipe.Builder();
        body.add(false, start, area.end() - start);
        BodySummary summary = summary(all, digest.digest());
        row.routeEnding =
                writing.scopes()
                        .touch(scope().records)
                        .appendWhole(
                                RouteRecords.end(ending, summary, body.build(), all.toString()));
        writing.providerParts().delete(row.id);
        received.clear();
    }

    /// @param sha256 of what is on record
    private static BodySummary summary(Arrivals arrivals, byte[] sha256) throws StoreException {
        long size = 0;
        boolean whole = true;
        for (Arrival arrival : Arrivals.parse(arrivals.toString())) {
            size += arrival.size();
            whole &= arrival.recorded();
        }
        return new BodySummary(size, HexFormat.of().formatHex(sha256), whole);
    }

    /// At the end of a batch: what came is kept as a part, or put together where the exchange is
    /// over and nobody told what came of its route.
    void flush(boolean ended) throws SQLException, StoreException {
        if (ended) {
            end(null);
        } else if (row.route != null && row.routeEnding == null && !arrivals.isEmpty()) {
            writing.providerParts()
                    .insert(
                            row.id,
                            row.providerParts++,
                            new PartStore.Part(arrivals.toString(), new Bytes(received)));
        }
    }

    private Scope scope() throws SQLException {
        return writing.scopes().byId(row.scope);
    }
}
