package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.BodySummary;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.Timings;
import dev.ccproxy.store.Arrival;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.StoredElement;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One state of the record, as one transaction sees it.
final class View {
    private static final Logger LOG = Logger.getLogger(View.class);

    private final Sql sql;
    private final Cuts cuts;
    private final RowStore rows;
    private final ChunkReader chunks;

    View(Sql sql, ChunkCache cache, Cuts cuts) {
        this.sql = sql;
        this.cuts = cuts;
        this.rows = new RowStore(sql);
        this.chunks = new ChunkReader(sql, cache);
    }

    Optional<Exchange> find(ExchangeId id) throws SQLException, StoreException {
        Row row = rows.find(id.value());
        return row == null ? Optional.empty() : Optional.of(exchange(row));
    }

    /// Passes over those that are damaged.
    List<Exchange> newest(long before, int limit) throws SQLException {
        List<Exchange> newest = new ArrayList<>();
        long from = before;
        boolean more = true;
        while (more) {
            List<Row> some =
                    rows.rows("id < ? ORDER BY id DESC LIMIT ?", from, limit - newest.size());
            for (Row row : some) {
                from = row.id;
                try {
                    newest.add(exchange(row));
                } catch (StoreException | DamagedChunkException damaged) {
                    LOG.debugf("exchange %s is passed over: %s", new ExchangeId(row.id), damaged);
                }
            }
            more = !some.isEmpty() && newest.size() < limit;
        }
        return newest;
    }

    List<ExchangeId> ids(long after, int limit) throws SQLException {
        return rows.rows("id > ? ORDER BY id LIMIT ?", after, limit).stream()
                .map(row -> new ExchangeId(row.id))
                .toList();
    }

    long revision() throws SQLException {
        return rows.revision();
    }

    long forgottenUntil() throws SQLException {
        return rows.forgotten();
    }

    List<Change> changesAfter(long revision, int limit) throws SQLException {
        List<Change> changes = new ArrayList<>();
        for (RowStore.Revised revised : rows.revisedAfter(revision, limit)) {
            changes.add(change(revised));
        }
        return changes;
    }

    private Change change(RowStore.Revised revised) throws SQLException {
        ExchangeId id = new ExchangeId(revised.exchange());
        Row row = revised.deleted() ? null : rows.find(id.value());
        if (row == null) {
            return new Change.Deleted(revised.revision(), id);
        }
        try {
            return new Change.Written(revised.revision(), exchange(row));
        } catch (StoreException | DamagedChunkException e) {
            return new Change.Unreadable(revised.revision(), id, String.valueOf(e.getMessage()));
        }
    }

    List<RecordEntry.Gap> gaps(int limit) throws SQLException {
        return rows.gaps(limit);
    }

    Optional<Bytes> requestBody(ExchangeId id) throws SQLException, StoreException {
        Row row = rows.find(id.value());
        byte[] sha256 = row == null ? null : row.requestSha256;
        if (row == null || sha256 == null) {
            return Optional.empty();
        }
        Recipe recipe = request(row).body();
        if (recipe == null) {
            throw new StoreException("the request of exchange " + id + " has no recipe");
        }
        MessageDigest digest = Batch.sha256(List.of());
        Bytes body = chunks.read(Areas.requests(row.scope), recipe, digest::update);
        check(digest, sha256, id);
        return Optional.of(body);
    }

    Optional<List<StoredElement>> requestElements(ExchangeId id)
            throws SQLException, StoreException {
        Row row = rows.find(id.value());
        Recipe recipe = row == null ? null : request(row).body();
        return row == null || recipe == null
                ? Optional.empty()
                : Optional.of(cuts.elements(sql, row.scope, recipe));
    }

    List<byte[]> read(List<StoredElement> elements) throws SQLException, StoreException {
        List<byte[]> contents = new ArrayList<>(elements.size());
        for (StoredElement element : elements) {
            List<byte[]> slices = new ArrayList<>();
            chunks.read(element.address(), element.length(), slices);
            contents.add(slices.size() == 1 ? slices.getFirst() : new Bytes(slices).toByteArray());
        }
        return contents;
    }

    Optional<Bytes> responseBody(ExchangeId id) throws SQLException, StoreException {
        Row row = rows.find(id.value());
        if (row == null) {
            return Optional.empty();
        }
        Bytes body = responseBodyFrom(row, 0);
        if (row.responseSha256 != null) {
            check(Batch.sha256(body.slices()), row.responseSha256, id);
        }
        return Optional.of(body);
    }

    Optional<Bytes> responseBodyFrom(ExchangeId id, long from) throws SQLException, StoreException {
        Row row = rows.find(id.value());
        return row == null ? Optional.empty() : Optional.of(responseBodyFrom(row, from));
    }

    private Bytes responseBodyFrom(Row row, long from) throws SQLException, StoreException {
        Records.Ending ending = ending(row);
        if (ending != null) {
            Recipe.Builder rest = new Recipe.Builder();
            long skip = from;
            for (Recipe.Range range : ending.body().ranges()) {
                long skipped = Math.min(skip, range.length());
                rest.add(range.shared(), range.start() + skipped, range.length() - skipped);
                skip -= skipped;
            }
            return chunks.read(Areas.responses(row.scope), rest.build());
        }
        List<byte[]> slices = new ArrayList<>();
        for (PartStore.Part part : PartStore.ofResponses(sql).all(row.id)) {
            slices.addAll(part.data().slices());
        }
        return new Bytes(slices).from(from);
    }

    List<Arrival> arrivals(ExchangeId id) throws SQLException, StoreException {
        Row row = rows.find(id.value());
        if (row == null) {
            return List.of();
        }
        Records.Ending ending = ending(row);
        if (ending != null) {
            return Arrivals.parse(ending.arrivals());
        }
        List<Arrival> arrivals = new ArrayList<>();
        for (PartStore.Part part : PartStore.ofResponses(sql).all(row.id)) {
            arrivals.addAll(Arrivals.parse(part.arrivals()));
        }
        return arrivals;
    }

    Optional<ProviderView> provider(ExchangeId id) throws SQLException {
        Row row = rows.find(id.value());
        return row == null || row.route == null
                ? Optional.empty()
                : Optional.of(new ProviderView(sql, row, chunks));
    }

    private Exchange exchange(Row row) throws SQLException, StoreException {
        Records.Request request = request(row);
        ResponseHead response =
                row.answer == null
                        ? null
                        : chunks.record(row.scope, row.answer, Records::readAnswer);
        String detail = row.detail == null ? "" : row.detail;
        return new Exchange(
                new ExchangeId(row.id),
                Instant.EPOCH.plus(
                        (row.id >> ExchangeId.WRITER_BITS) + row.started, ChronoUnit.MICROS),
                request.head(),
                new BodySummary(row.requestSize, hex(row.requestSha256), row.requestSha256 != null),
                request.caller(),
                request.model(),
                row.unchanged,
                response,
                responseBody(row),
                new Timings(micros(row.firstByte), micros(row.firstToken), micros(row.duration)),
                row.outcome == null ? null : Outcome.of(row.outcome, detail),
                row.route == null ? null : new ProviderView(sql, row, chunks).route());
    }

    private static BodySummary responseBody(Row row) {
        boolean recorded = row.responseMissed == 0;
        return new BodySummary(
                row.responseSize, recorded ? hex(row.responseSha256) : null, recorded);
    }

    private Records.Request request(Row row) throws SQLException, StoreException {
        return chunks.record(row.scope, row.request, Records::readRequest);
    }

    private Records.@Nullable Ending ending(Row row) throws SQLException, StoreException {
        return row.ending == null
                ? null
                : chunks.record(row.scope, row.ending, Records::readEnding);
    }

    static void check(MessageDigest digest, byte[] sha256, ExchangeId id) throws StoreException {
        if (!MessageDigest.isEqual(digest.digest(), sha256)) {
            throw new StoreException("a body of exchange " + id + " does not have its SHA-256");
        }
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    private static @Nullable Duration micros(@Nullable Long micros) {
        return micros == null ? null : Duration.of(micros, ChronoUnit.MICROS);
    }
}
