package dev.ccproxy.data.exchange;

import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.IndexUnavailableException;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Change;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lists of exchanges, page by page: from the index, and what that does not have yet from the
/// record.
@ApplicationScoped
class ExchangeList {
    /// How many changes are looked up in the record at the most: with more the index is far behind.
    private static final int MOST_NEWS = 200;

    private final Recording recording;
    private final Index index;
    private final ExchangeConfig config;

    ExchangeList(Recording recording, Index index, ExchangeConfig config) {
        this.recording = recording;
        this.index = index;
        this.config = config;
    }

    /// What the index tells, and which of the record's changes it knows.
    private record Indexed(ExchangePage page, long revision, long newest) {}

    /// Some of the exchanges that a filter accepts.
    ///
    /// It looks at a bounded number of exchanges. Where few pass the filter, the page is short, and
    /// its `next` goes on behind the last one looked at.
    ExchangePage page(RequestOrder order, int limit, ExchangeFilter filter) {
        filter.check();
        RequestOrder.End after = order.end();
        boolean readable = order.isNewestFirst() && !filter.needsIndex();
        try {
            Indexed known = indexed(order, after, limit, filter);
            return readable ? withNews(known, after, limit, filter) : known.page;
        } catch (IndexUnavailableException e) {
            if (!readable) {
                throw e;
            }
            return fresh(after, limit, filter, 0);
        }
    }

    private Indexed indexed(
            RequestOrder order,
            RequestOrder.@Nullable End after,
            int limit,
            ExchangeFilter filter) {
        return index.read(sql -> {
            List<Criterion> criteria = new CriterionStore(sql).criteria(filter);
            RequestIdStore requests = new RequestIdStore(sql, order);
            RequestLineStore lines = new RequestLineStore(sql);
            RequestIdStore.Ids ids = requests.page(criteria, after, limit);
            List<ExchangeSummary> items = lines.lines(ids.ids());
            RequestOrder.End end = ids.end();
            Long total = null;
            if (after == null) {
                total = end == null ? Long.valueOf(items.size()) : requests.total(criteria);
            }
            String next = end == null ? null : end.text(order.by());
            return new Indexed(
                    new ExchangePage(items, next, total), lines.revision(), lines.newest());
        });
    }

    /// Adds what happened since the index was written.
    private ExchangePage withNews(
            Indexed known, RequestOrder.@Nullable End after, int limit, ExchangeFilter filter) {
        List<Change> changes =
                recording.read(reader -> reader.changesAfter(known.revision, MOST_NEWS + 1));
        if (changes.isEmpty()) {
            return known.page;
        }
        if (changes.size() <= MOST_NEWS) {
            return News.of(changes).addedTo(known.page, after, limit, filter.predicate());
        }
        if (after != null && after.id() <= known.newest) {
            return known.page;
        }
        ExchangePage fresh = fresh(after, limit, filter, known.newest);
        if (fresh.next() != null) {
            return fresh;
        }
        List<ExchangeSummary> items = new ArrayList<>(fresh.items());
        items.addAll(known.page.items());
        boolean fits = items.size() <= limit;
        List<ExchangeSummary> page = fits ? items : items.subList(0, limit);
        return new ExchangePage(page, fits ? known.page.next() : page.getLast().id(), null);
    }

    /// What the record has after this exchange and the index, whose newest exchange is given, has
    /// not.
    private ExchangePage fresh(
            RequestOrder.@Nullable End after, int limit, ExchangeFilter filter, long indexed) {
        Predicate<ExchangeSummary> accepted = filter.predicate();
        List<ExchangeSummary> found = new ArrayList<>();
        ExchangeId cursor = after == null ? null : new ExchangeId(after.id());
        int batch = indexed == 0 ? limit : 1;
        for (int scanned = 0; scanned < config.maxScanned(); scanned += batch, batch = limit) {
            ExchangeId from = cursor;
            int size = batch;
            List<Exchange> some = recording.read(reader -> reader.newest(from, size));
            for (Exchange exchange : some) {
                if (exchange.id().value() <= indexed) {
                    return new ExchangePage(found, null, null);
                }
                cursor = exchange.id();
                ExchangeSummary summary = ExchangeSummary.of(exchange);
                if (accepted.test(summary)) {
                    found.add(summary);
                    if (found.size() == limit) {
                        return new ExchangePage(found, String.valueOf(cursor), null);
                    }
                }
            }
            if (some.size() < size) {
                return new ExchangePage(found, null, null);
            }
        }
        return new ExchangePage(found, String.valueOf(cursor), null);
    }
}
