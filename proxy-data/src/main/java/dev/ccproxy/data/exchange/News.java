package dev.ccproxy.data.exchange;

import dev.ccproxy.store.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What became of exchanges since the index was written.
///
/// @param written as they are now, by their ids
/// @param gone the ids of those that are no longer on record
record News(Map<String, ExchangeSummary> written, Set<String> gone) {
    static News of(List<Change> changes) {
        Map<String, ExchangeSummary> written = new HashMap<>();
        Set<String> gone = new HashSet<>();
        for (Change change : changes) {
            switch (change) {
                case Change.Written one ->
                        written.put(
                                one.exchange().id().toString(), ExchangeSummary.of(one.exchange()));
                case Change.Unreadable _ -> {}
                case Change.Deleted one -> gone.add(one.id().toString());
            }
        }
        return new News(written, gone);
    }

    /// A page of the list, the newest first, with them in it.
    ExchangePage addedTo(
            ExchangePage page,
            RequestOrder.@Nullable End after,
            int limit,
            Predicate<ExchangeSummary> accepted) {
        TreeMap<String, ExchangeSummary> items = new TreeMap<>((a, b) -> b.compareTo(a));
        page.items().forEach(item -> items.put(item.id(), item));
        gone.forEach(items::remove);
        long known = items.size();
        for (ExchangeSummary one : written.values()) {
            ExchangeSummary before = items.remove(one.id());
            boolean isHere = after == null || one.startsBefore(after.id());
            boolean reaches = page.next() == null || one.id().compareTo(page.next()) >= 0;
            if (isHere && reaches && accepted.test(one)) {
                items.put(one.id(), one.with(before == null ? null : before.facts()));
            }
        }
        List<ExchangeSummary> all = List.copyOf(items.values());
        Long total = page.total();
        Long now = total == null ? null : Long.valueOf(total + all.size() - known);
        return all.size() <= limit
                ? new ExchangePage(all, page.next(), now)
                : new ExchangePage(all.subList(0, limit), all.get(limit - 1).id(), now);
    }
}
