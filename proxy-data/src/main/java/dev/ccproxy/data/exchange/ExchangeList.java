package dev.ccproxy.data.exchange;

import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lists of exchanges, page by page from the newest on.
@ApplicationScoped
class ExchangeList {
    private final Recording recording;
    private final ExchangeConfig config;

    ExchangeList(Recording recording, ExchangeConfig config) {
        this.recording = recording;
        this.config = config;
    }

    /// Some of the exchanges that a filter accepts.
    ///
    /// It looks at a bounded number of exchanges. Where few pass the filter, the page is short, and
    /// its `next` goes on behind the last one looked at.
    ExchangePage page(@Nullable ExchangeId before, int limit, ExchangeFilter filter) {
        Predicate<ExchangeSummary> accepted = filter.predicate();
        List<ExchangeSummary> found = new ArrayList<>();
        ExchangeId cursor = before;
        int scanned = 0;
        while (scanned < config.maxScanned()) {
            ExchangeId from = cursor;
            List<Exchange> batch = recording.read(reader -> reader.newest(from, limit));
            for (Exchange exchange : batch) {
                cursor = exchange.id();
                ExchangeSummary summary = ExchangeSummary.of(exchange);
                if (accepted.test(summary)) {
                    found.add(summary);
                    if (found.size() == limit) {
                        return new ExchangePage(found, String.valueOf(cursor));
                    }
                }
            }
            if (batch.size() < limit) {
                return new ExchangePage(found, null);
            }
            scanned += batch.size();
        }
        return new ExchangePage(found, String.valueOf(cursor));
    }
}
