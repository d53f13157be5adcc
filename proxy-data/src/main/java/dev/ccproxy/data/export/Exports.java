package dev.ccproxy.data.export;

import dev.ccproxy.data.exchange.ThreadStore;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.IndexUnavailableException;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Change;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds what to export.
@ApplicationScoped
class Exports {
    private static final int BATCH = 500;

    /// How many changes are looked up in the record at the most: with more the index is far behind.
    private static final int MOST_NEWS = 200;

    private final Recording recording;
    private final Index index;
    private final ExportConfig config;

    Exports(Recording recording, Index index, ExportConfig config) {
        this.recording = recording;
        this.index = index;
        this.config = config;
    }

    /// What a selection comes to.
    ///
    /// @param exchanges the oldest first, without their bodies
    /// @param truncated whether older ones were left out because there are too many
    record Selected(List<Exchange> exchanges, boolean truncated) {}

    Selected select(ExportSelection selection) {
        selection.check();
        List<ExchangeId> ids = selection.idList();
        if (!ids.isEmpty()) {
            return named(ids);
        }
        String session = selection.session();
        Set<Long> known = session == null ? null : ofSession(session);
        return known == null ? scan(selection) : select(known, selection);
    }

    /// The ids of a session's exchanges, the newest first; null where the index is not up to date.
    private @Nullable Set<Long> ofSession(String session) {
        ThreadStore.Known known;
        try {
            known = index.read(sql -> new ThreadStore(sql).ofSession(session));
        } catch (IndexUnavailableException e) {
            return null;
        }
        List<Change> news =
                recording.read(reader -> reader.changesAfter(known.revision(), MOST_NEWS + 1));
        if (news.size() > MOST_NEWS) {
            return null;
        }
        Set<Long> ids = new TreeSet<>(Comparator.reverseOrder());
        ids.addAll(known.ids());
        for (Change change : news) {
            if (change instanceof Change.Written one && isOf(session, one.exchange())) {
                ids.add(one.exchange().id().value());
            }
        }
        return ids;
    }

    private Selected named(List<ExchangeId> ids) {
        List<Exchange> found =
                ids.stream()
                        .sorted()
                        .distinct()
                        .map(id -> recording.read(reader -> reader.find(id)))
                        .flatMap(Optional::stream)
                        .toList();
        return new Selected(found, false);
    }

    private Selected select(Set<Long> newestFirst, ExportSelection selection) {
        ExchangeId end = before(selection.end());
        List<Exchange> found = new ArrayList<>();
        for (long id : newestFirst) {
            Optional<Exchange> exchange = recording.read(reader -> reader.find(new ExchangeId(id)));
            if (exchange.isEmpty() || (end != null && id >= end.value())) {
                continue;
            }
            if (exchange.get().started().isBefore(selection.first())) {
                break;
            }
            if (found.size() == config.maxExchanges()) {
                return selected(found, true);
            }
            found.add(exchange.get());
        }
        return selected(found, false);
    }

    private Selected scan(ExportSelection selection) {
        Instant first = selection.first();
        ExchangeId cursor = before(selection.end());
        List<Exchange> found = new ArrayList<>();
        for (int scanned = 0; scanned < config.maxScanned(); scanned += BATCH) {
            ExchangeId from = cursor;
            List<Exchange> batch = recording.read(reader -> reader.newest(from, BATCH));
            for (Exchange exchange : batch) {
                cursor = exchange.id();
                if (exchange.started().isBefore(first)) {
                    return selected(found, false);
                }
                if (isOf(selection.session(), exchange)) {
                    if (found.size() == config.maxExchanges()) {
                        return selected(found, true);
                    }
                    found.add(exchange);
                }
            }
            if (batch.size() < BATCH) {
                return selected(found, false);
            }
        }
        return selected(found, true);
    }

    private static Selected selected(List<Exchange> newestFirst, boolean truncated) {
        Collections.reverse(newestFirst);
        return new Selected(newestFirst, truncated);
    }

    private static boolean isOf(@Nullable String session, Exchange exchange) {
        return session == null || session.equals(exchange.caller().sessionId());
    }

    /// The least id that an exchange can have which starts then. Ids rise with the start.
    private static @Nullable ExchangeId before(@Nullable Instant end) {
        if (end == null) {
            return null;
        }
        long micros = Math.max(0, ChronoUnit.MICROS.between(Instant.EPOCH, end));
        return new ExchangeId(
                Math.min(micros, Long.MAX_VALUE >> ExchangeId.WRITER_BITS)
                        << ExchangeId.WRITER_BITS);
    }
}
