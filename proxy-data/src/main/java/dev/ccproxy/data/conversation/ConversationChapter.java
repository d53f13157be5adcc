package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.data.index.Chapter;
import dev.ccproxy.data.index.IndexException;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/// Keeps sessions, conversations, turns and messages in the index.
@ApplicationScoped
class ConversationChapter implements Chapter {
    private static final Logger LOG = Logger.getLogger(ConversationChapter.class);

    private final BodyReader bodies;
    private final AnswerReader answers;
    private final ObjectMapper json;
    private final Prices prices;

    /// Reads requests and answers ahead.
    private final ExecutorService second =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("indexer-ahead").factory());

    ConversationChapter(ObjectMapper json, Prices prices) {
        this.json = json;
        this.prices = prices;
        this.bodies = new BodyReader(json);
        this.answers = new AnswerReader(json);
    }

    @Override
    public void opened(StatementStore sql) {
        new PricingStore(sql, prices).refresh();
    }

    @Override
    public void index(StatementStore sql, ExchangeReader record, List<Change> changes)
            throws StoreException {
        PricingStore pricing = new PricingStore(sql, prices);
        try (ReadAhead ahead = new ReadAhead(bodies, answers, record, changes, second)) {
            ExchangeIndexing indexing = new ExchangeIndexing(sql, ahead, pricing, json);
            for (Change change : changes) {
                switch (change) {
                    case Change.Written written -> index(indexing, record, written.exchange());
                    case Change.Unreadable _ -> {}
                    case Change.Deleted deleted -> indexing.deleted(deleted.id().value());
                }
            }
            indexing.finish();
        }
    }

    @PreDestroy
    void close() {
        second.shutdownNow();
    }

    /// Indexes an exchange. One that cannot be read or understood must not hold up all that follow.
    private static void index(ExchangeIndexing indexing, ExchangeReader record, Exchange exchange)
            throws StoreException {
        try {
            indexing.written(exchange);
        } catch (IndexException e) {
            throw e;
        } catch (StoreException | RuntimeException e) {
            long _ = record.revision(); // throws where it is the record itself that is of no use
            LOG.errorf(e, "exchange %s cannot be indexed and is left out", exchange.id());
        }
    }
}
