package dev.ccproxy.core.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.core.agent.CallWatch;
import dev.ccproxy.core.agent.SpawnedAgents;
import dev.ccproxy.core.capture.StorageConfig;
import dev.ccproxy.core.encoding.ContentDecoder;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The calls of agents that are on record: for agents that another process saw being sent off,
/// before a restart or beside this one. Looked for once for each agent that nobody here knows.
@Singleton
class RecordedCalls {
    private static final Logger LOG = Logger.getLogger(RecordedCalls.class);

    /// How far it is looked back. An agent's first request follows its call at once.
    private static final int MOST_EXCHANGES = 300;

    private static final int MAX_AGENTS = 4_000;

    private final SqliteExchangeReader record;
    private final SpawnedAgents spawned;
    private final ObjectMapper json;
    private final Map<Agent, Boolean> looked =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Agent, Boolean> eldest) {
                    return size() > MAX_AGENTS;
                }
            };

    private record Agent(String session, String id) {}

    RecordedCalls(StorageConfig storage, SpawnedAgents spawned, ObjectMapper json) {
        this.record = new SqliteExchangeReader(storage.dbPath());
        this.spawned = spawned;
        this.json = json;
    }

    @PreDestroy
    void close() {
        record.close();
    }

    /// Whether it was never looked for the call of this agent.
    synchronized boolean isNew(String session, String agentId) {
        return looked.put(new Agent(session, agentId), true) == null;
    }

    /// Has the calls known that a session's latest answers hold. Blocks.
    void recall(String session) {
        try {
            for (Exchange exchange : record.newest(null, MOST_EXCHANGES).reversed()) {
                if (session.equals(exchange.caller().sessionId())) {
                    look(exchange, session);
                }
            }
        } catch (StoreException e) {
            LOG.warnf("agents' calls cannot be looked up in the record: %s", e.getMessage());
        }
    }

    private void look(Exchange exchange, String session) throws StoreException {
        ResponseHead answer = exchange.response();
        CallWatch watch = new CallWatch(json, spawned, session);
        if (answer == null || !watch.begin(answer.headers().first("content-type").orElse(null))) {
            return;
        }
        Optional<ContentDecoder> coding =
                ContentDecoder.of(answer.headers().first("content-encoding").orElse(null));
        Optional<Bytes> body = record.responseBody(exchange.id());
        if (coding.isEmpty() || body.isEmpty()) {
            return;
        }
        try (ContentDecoder decoder = coding.get()) {
            for (byte[] slice : body.get().slices()) {
                decoder.decode(slice, watch::accept);
            }
            watch.end();
        } catch (IOException e) {
            // Not what its header says: then nothing can be seen in it.
            LOG.debugf("the answer of %s cannot be decoded", exchange.id());
        }
    }
}
