package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.BodySummary;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Route;
import dev.ccproxy.store.Arrival;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The provider's side of one exchange that was routed, as one transaction sees it.
final class ProviderView {
    private final Sql sql;
    private final Row row;
    private final ChunkReader chunks;
    private final long start;

    /// @param row of an exchange that was routed
    ProviderView(Sql sql, Row row, ChunkReader chunks) {
        this.sql = sql;
        this.row = row;
        this.chunks = chunks;
        this.start = row.route == null ? 0 : row.route;
    }

    Route route() throws SQLException, StoreException {
        RouteRecords.Departure departure = departure();
        RouteRecords.Return back = back();
        return new Route(
                departure.decision(),
                departure.sent(),
                departure.summary(),
                departure.losses(),
                back == null ? new BodySummary(size(arrivals()), null, true) : back.summary(),
                back == null ? null : back.ending());
    }

    private static long size(List<Arrival> arrivals) {
        return arrivals.stream().mapToLong(Arrival::size).sum();
    }

    Optional<Bytes> requestBody() throws SQLException, StoreException {
        RouteRecords.Departure departure = departure();
        Recipe recipe = departure.body();
        if (recipe == null) {
            return Optional.empty();
        }
        Bytes body = chunks.read(Areas.requests(row.scope), recipe);
        check(body, departure.summary().sha256());
        return Optional.of(body);
    }

    Optional<Bytes> responseBody() throws SQLException, StoreException {
        if (departure().sent() == null) {
            return Optional.empty();
        }
        RouteRecords.Return back = back();
        if (back == null) {
            List<byte[]> slices = new ArrayList<>();
            for (PartStore.Part part : PartStore.ofProviders(sql).all(row.id)) {
                slices.addAll(part.data().slices());
            }
            return Optional.of(new Bytes(slices));
        }
        Bytes body = chunks.read(Areas.responses(row.scope), back.body());
        check(body, back.sha256());
        return Optional.of(body);
    }

    List<Arrival> arrivals() throws SQLException, StoreException {
        RouteRecords.Return back = back();
        if (back != null) {
            return Arrivals.parse(back.arrivals());
        }
        List<Arrival> arrivals = new ArrayList<>();
        for (PartStore.Part part : PartStore.ofProviders(sql).all(row.id)) {
            arrivals.addAll(Arrivals.parse(part.arrivals()));
        }
        return arrivals;
    }

    private void check(Bytes body, @Nullable String sha256) throws StoreException {
        if (sha256 != null) {
            View.check(
                    Batch.sha256(body.slices()),
                    HexFormat.of().parseHex(sha256),
                    new ExchangeId(row.id));
        }
    }

    private RouteRecords.Departure departure() throws SQLException, StoreException {
        return chunks.record(row.scope, start, RouteRecords::readDeparture);
    }

    private RouteRecords.@Nullable Return back() throws SQLException, StoreException {
        return row.routeEnding == null
                ? null
                : chunks.record(row.scope, row.routeEnding, RouteRecords::readReturn);
    }
}
