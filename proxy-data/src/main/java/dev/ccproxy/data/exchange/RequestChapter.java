package dev.ccproxy.data.exchange;

import dev.ccproxy.data.index.Chapter;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Keeps in the index what the list of requests shows of their heads.
@ApplicationScoped
class RequestChapter implements Chapter {
    @Override
    public void index(StatementStore sql, ExchangeReader record, List<Change> changes) {
        RequestStore requests = new RequestStore(sql);
        for (Change change : changes) {
            switch (change) {
                case Change.Written written -> requests.write(written.exchange());
                case Change.Unreadable _ -> {}
                case Change.Deleted deleted -> requests.delete(deleted.id().value());
            }
        }
    }
}
