package dev.ccproxy.core.explain;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.Routing;
import dev.ccproxy.core.agent.Sender;
import dev.ccproxy.core.agent.Senders;
import dev.ccproxy.core.capture.StorageConfig;
import dev.ccproxy.core.route.LiveRouting;
import dev.ccproxy.core.route.Planner;
import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out what would become of a recorded request, by this configuration or by another. Reads
/// the record and sends nothing.
@Singleton
class Explaining {
    private final LiveRouting routing;
    private final Planner planner;
    private final SqliteExchangeReader record;
    private final Map<String, String> environment = System.getenv();

    Explaining(LiveRouting routing, Planner planner, StorageConfig storage) {
        this.routing = routing;
        this.planner = planner;
        this.record = new SqliteExchangeReader(storage.dbPath());
    }

    @PreDestroy
    void close() {
        record.close();
    }

    /// What is asked.
    ///
    /// @param configuration the text of another `config.yaml`; null for the one in force
    /// @param call the call that sent the agent off, where the asker knows it
    record Question(
            @Nullable String exchange, @Nullable String configuration, @Nullable Called call) {}

    /// The call that sent an agent off.
    ///
    /// @param agent the type of agent that was called
    /// @param toolUse the call's id
    record Called(String agent, String toolUse) {}

    /// The answer; empty where the exchange or its body is not on record.
    ///
    /// @throws dev.ccproxy.configuration.ConfigurationException if the other configuration cannot
    ///   be used
    /// @throws IllegalArgumentException if the exchange's id is none
    /// @throws MalformedMessageException if the request is no message
    Optional<Explanation> explain(Question question)
            throws StoreException, MalformedMessageException {
        Routing counting = routing(question.configuration());
        ExchangeId id = ExchangeId.parse(Optional.ofNullable(question.exchange()).orElse(""));
        Optional<Exchange> exchange = record.find(id);
        Optional<Bytes> body = record.requestBody(id);
        if (exchange.isEmpty() || body.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = body.get().toByteArray();
        Headers headers = exchange.get().request().headers();
        Planner.Asked asked =
                planner.read(
                        name -> headers.first(name).orElse(null),
                        exchange.get().request().path(),
                        Buffer.buffer(bytes));
        Sender sender = sender(asked, exchange.get(), question.call());
        return Optional.of(
                Explanation.of(
                        planner.plan(asked, sender, counting), asked.message().model(), bytes));
    }

    private Routing routing(@Nullable String configuration) {
        return configuration == null
                ? routing.current()
                : Configuration.candidate(configuration, environment).routing();
    }

    /// By what is known now, what was known when the request came, and what the asker knows: which
    /// calls sent agents off is forgotten after a while.
    private Sender sender(Planner.Asked asked, Exchange exchange, @Nullable Called called) {
        if (!Senders.maybeSubagent(asked.headers())) {
            return Sender.MAIN;
        }
        Sender now = planner.sender(asked);
        if (exchange.route() != null) {
            return new Sender(true, exchange.route().decision().evidence());
        }
        boolean known = now.evidence().stream().anyMatch(Evidence.Call.class::isInstance);
        if (called == null || known) {
            return now;
        }
        List<Evidence> evidence = new ArrayList<>();
        now.evidence().stream().filter(Evidence.Hint.class::isInstance).forEach(evidence::add);
        evidence.add(new Evidence.Call(called.agent(), called.toolUse()));
        now.evidence().stream()
                .filter(one -> !(one instanceof Evidence.Hint))
                .forEach(evidence::add);
        return new Sender(true, evidence);
    }
}
