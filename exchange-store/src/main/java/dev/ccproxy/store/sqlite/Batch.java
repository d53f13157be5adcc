package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Entries that are written together. What happened to one exchange becomes one statement, however
/// many entries tell of it: most exchanges begin and end in one batch.
final class Batch {
    /// What happened to one exchange.
    private static final class Step {
        final Row row;
        final boolean arrived;
        final Arrivals arrivals = new Arrivals();
        final List<byte[]> received = new ArrayList<>();
        final ProviderSide provider;
        boolean ended;

        Step(Writing writing, Row row, boolean arrived) {
            this.row = row;
            this.arrived = arrived;
            this.provider = new ProviderSide(writing, row);
        }
    }

    private final Writing writing;
    private final Map<Long, Step> steps = new LinkedHashMap<>();

    Batch(Writing writing) {
        this.writing = writing;
    }

    void write(List<RecordEntry> entries) throws SQLException, StoreException {
        for (RecordEntry entry : entries) {
            switch (entry) {
                case RecordEntry.Arrived arrived -> arrive(arrived);
                case RecordEntry.Answered answered -> answer(answered);
                case RecordEntry.Received received -> receive(received);
                case RecordEntry.Missed missed -> miss(missed);
                case RecordEntry.Routed routed -> route(routed);
                case RecordEntry.ProviderReceived received ->
                        side(received.id(), side -> side.receive(received.at(), received.bytes()));
                case RecordEntry.ProviderMissed missed ->
                        side(missed.id(), side -> side.miss(missed.at(), missed.size()));
                case RecordEntry.RouteEnded ended ->
                        side(ended.id(), side -> side.end(ended.ending()));
                case RecordEntry.Ended ended -> end(ended);
                case RecordEntry.Gap gap ->
                        writing.rows()
                                .insertGap(
                                        micros(gap.from()),
                                        micros(gap.until()),
                                        gap.exchanges(),
                                        gap.bytes(),
                                        gap.reason());
            }
        }
        finish();
    }

    /// Ends exchanges whose writer is dead, as far as they came.
    void abandon(List<Row> rows) throws SQLException, StoreException {
        for (Row row : rows) {
            Step step = new Step(writing, row, false);
            writing.countParts(row);
            step.ended = true;
            row.outcome = new Outcome.Abandoned().code();
            steps.put(row.id, step);
        }
        finish();
    }

    private void arrive(RecordEntry.Arrived arrived) throws SQLException {
        String session = arrived.caller().sessionId();
        Scope scope = writing.scopes().openFor(session == null ? "" : session);
        Bytes body = arrived.body();
        Recipe recipe = body == null ? null : writing.encoder().encode(scope, body);
        byte[] record = Records.request(arrived, recipe);
        long id = arrived.id().value();
        Row row =
                new Row(
                        id,
                        scope.id,
                        micros(arrived.started()) - (id >> ExchangeId.WRITER_BITS),
                        writing.scopes().touch(scope.records).appendWhole(record),
                        arrived.size(),
                        body == null || recipe == null ? null : scope.digests.sha256(body, recipe));
        row.writer = (long) writing.writer();
        steps.put(id, new Step(writing, row, true));
    }

    private void route(RecordEntry.Routed routed) throws SQLException {
        Step step = step(routed.id());
        if (step != null) {
            step.provider.begin(routed);
        }
    }

    /// Something that happens to the provider's side of an exchange.
    @FunctionalInterface
    private interface Happening {
        void happen(ProviderSide side) throws SQLException, StoreException;
    }

    private void side(ExchangeId id, Happening happening) throws SQLException, StoreException {
        Step step = step(id);
        if (step != null) {
            happening.happen(step.provider);
        }
    }

    private void answer(RecordEntry.Answered answered) throws SQLException {
        Step step = step(answered.id());
        if (step != null) {
            Row row = step.row;
            Area records = writing.scopes().touch(scope(row).records);
            row.answer = records.appendWhole(Records.answer(answered.response()));
            row.status = answered.response().status();
            row.firstByte = micros(answered.timeToFirstByte());
        }
    }

    private void receive(RecordEntry.Received received) throws SQLException {
        Step step = step(received.id());
        if (step != null) {
            long size = received.bytes().size();
            step.arrivals.add(received.at(), size, true);
            step.received.addAll(received.bytes().slices());
            step.row.responseSize += size;
        }
    }

    private void miss(RecordEntry.Missed missed) throws SQLException {
        Step step = step(missed.id());
        if (step != null) {
            step.arrivals.add(missed.at(), missed.size(), false);
            step.row.responseSize += missed.size();
            step.row.responseMissed += missed.size();
        }
    }

    private void end(RecordEntry.Ended ended) throws SQLException {
        Step step = step(ended.id());
        if (step != null) {
            Row row = step.row;
            Outcome outcome = ended.outcome();
            step.ended = true;
            row.outcome = outcome.code();
            row.detail = outcome.detail().isEmpty() ? null : outcome.detail();
            row.duration = micros(ended.duration());
            Duration firstToken = ended.timeToFirstToken();
            row.firstToken = firstToken == null ? null : micros(firstToken);
            row.unchanged = ended.forwardedUnchanged();
        }
    }

    private @Nullable Step step(ExchangeId id) throws SQLException {
        Step step = steps.get(id.value());
        if (step == null) {
            Row row = writing.inFlight(id.value());
            if (row == null) {
                return null;
            }
            step = new Step(writing, row, false);
            steps.put(id.value(), step);
        }
        return step.ended ? null : step;
    }

    private void finish() throws SQLException, StoreException {
        for (Step step : steps.values()) {
            if (step.ended) {
                complete(step);
            } else if (!step.arrivals.isEmpty()) {
                Bytes received = new Bytes(step.received);
                writing.parts()
                        .insert(
                                step.row.id,
                                step.row.parts++,
                                new PartStore.Part(step.arrivals.toString(), received));
            }
            step.provider.flush(step.ended);
            if (step.arrived) {
                writing.rows().insert(step.row, writing.nextRevision());
            } else {
                writing.rows().update(step.row, writing.nextRevision());
            }
            writing.remember(step.row);
        }
        writing.scopes().flush();
    }

    /// Puts the response's body together, one part after the other, and never all at once.
    private void complete(Step step) throws SQLException, StoreException {
        Row row = step.row;
        Area area = writing.scopes().touch(scope(row).responses);
        MessageDigest digest = sha256(List.of());
        Arrivals arrivals = new Arrivals();
        long start = area.end();
        for (int number = 0; number < row.parts; number++) {
            PartStore.Part part = writing.parts().find(row.id, number);
            if (part == null) {
                throw new StoreException(
                        "part %d of exchange %d is missing".formatted(number, row.id));
            }
            arrivals.addAll(part.arrivals());
            append(part.data(), area, digest);
        }
        arrivals.addAll(step.arrivals.toString());
        append(new Bytes(step.received), area, digest);
        Recipe.Builder body = new Recipe.Builder();
        body.add(false, start, area.end() - start);
        Area records = writing.scopes().touch(scope(row).records);
        row.ending = records.appendWhole(Records.ending(body.build(), arrivals.toString()));
        row.responseSha256 = digest.digest();
        row.writer = null;
        if (row.duration == null) {
            row.duration = micros(arrivals.last());
        }
        if (row.parts > 0) {
            writing.parts().delete(row.id);
        }
    }

    private Scope scope(Row row) throws SQLException {
        return writing.scopes().byId(row.scope);
    }

    static MessageDigest sha256(List<byte[]> slices) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            slices.forEach(digest::update);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static void append(Bytes bytes, Area area, MessageDigest digest) throws SQLException {
        for (byte[] slice : bytes.slices()) {
            digest.update(slice);
            area.append(slice, 0, slice.length);
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
