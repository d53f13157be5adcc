package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.message.Answer;
import dev.ccproxy.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a batch of exchanges into the index.
final class ExchangeIndexing {
    private final ReadAhead contents;
    private final PricingStore pricing;
    private final ObjectMapper json;
    private final SessionStore sessions;
    private final ConversationStore conversations;
    private final TreeStore tree;
    private final StepStore steps;
    private final ToolsetStore toolsets;
    private final Threads threads;
    private final MessageIndexing messages;

    private final Set<Long> touchedSessions = new HashSet<>();
    private final Set<Long> touched = new HashSet<>();
    private final Set<Long> shrunk = new HashSet<>();

    ExchangeIndexing(
            StatementStore sql, ReadAhead contents, PricingStore pricing, ObjectMapper json) {
        this.contents = contents;
        this.pricing = pricing;
        this.json = json;
        this.sessions = new SessionStore(sql);
        this.conversations = new ConversationStore(sql);
        this.tree = new TreeStore(sql);
        this.steps = new StepStore(sql);
        this.toolsets = new ToolsetStore(sql, json);
        CallStore calls = new CallStore(sql);
        this.threads = new Threads(conversations, tree, calls, sessions);
        this.messages = new MessageIndexing(tree, calls, conversations, json, touched::add);
    }

    void written(Exchange exchange) throws StoreException {
        StepStore.Step known = steps.find(exchange.id().value());
        ExchangeRow row = new ExchangeRow();
        StepStore.Step step = known == null ? arrived(row, exchange) : known;
        Outcome outcome = exchange.outcome();
        boolean ends = false;
        if (outcome != null && !step.ended()) {
            ended(row, exchange, outcome, step);
            ends = true;
        } else if (outcome == null && exchange.response() != null && step.status() == null) {
            StepStore.progress(row, exchange);
        }
        if (known == null) {
            steps.insert(row, exchange);
        } else if (!row.isEmpty()) {
            steps.update(row, exchange);
        }
        if (ends) {
            pricing.compareNext(exchange.id().value(), step.conversation());
        }
    }

    private StepStore.Step arrived(ExchangeRow row, Exchange exchange) throws StoreException {
        Optional<RequestBody> body = contents.body(exchange);
        RequestClass use = Classification.of(exchange, body);
        String key = sessionKey(exchange, body);
        long session = sessions.find(key);
        Long conversation = null;
        TreeStore.Node leaf = null;
        Long turn = null;
        if (body.isPresent() && (use == RequestClass.MAIN || use == RequestClass.COMPACTION)) {
            RequestBody request = body.get();
            sessions.project(session, project(request));
            long[] path = path(request.messages());
            conversation = threads.conversation(exchange, request, path, session, !key.isEmpty());
            if (use == RequestClass.MAIN) {
                use = conversations.isMain(conversation) ? use : RequestClass.AGENT;
                MessageIndexing.Place place =
                        new MessageIndexing.Place(session, conversation, exchange);
                leaf = messages.request(place, request, path);
                turn = leaf.turn();
            } else {
                turn = turnOf(conversation, path);
            }
        }
        Long leafId = leaf == null ? null : leaf.id();
        StepStore.Step step = new StepStore.Step(session, conversation, use, leafId, null, false);
        StepStore.begin(row, exchange, step, turn, body.map(toolsets::find).orElse(null));
        touch(step);
        return step;
    }

    /// The turn in which the history was compacted.
    private @Nullable Long turnOf(long conversation, long[] path) {
        for (int depth = path.length; depth > 0; depth--) {
            TreeStore.Node node = tree.find(conversation, path[depth - 1]);
            if (node != null) {
                return node.turn();
            }
        }
        return null;
    }

    private static String sessionKey(Exchange exchange, Optional<RequestBody> body) {
        String said = exchange.caller().sessionId();
        String meant = body.map(request -> request.outline().session()).orElse(null);
        return said != null ? said : meant != null ? meant : "";
    }

    private static @Nullable String project(RequestBody request) {
        String said = request.outline().project();
        for (MessageFacts message : request.messages()) {
            said = said == null ? message.project() : said;
        }
        return said;
    }

    private static long[] path(List<MessageFacts> messages) {
        long[] path = new long[messages.size()];
        long at = 0;
        for (int i = 0; i < path.length; i++) {
            at = Hash.chain(at, messages.get(i).identity());
            path[i] = at;
        }
        return path;
    }

    private void ended(ExchangeRow row, Exchange exchange, Outcome outcome, StepStore.Step step)
            throws StoreException {
        boolean asksModel =
                step.use() != RequestClass.PROBE && step.use() != RequestClass.COUNT_TOKENS;
        Optional<Answered> answered =
                asksModel && exchange.response() != null
                        ? contents.answer(exchange)
                        : Optional.empty();
        Optional<Answer> answer = answered.map(Answered::answer);
        Long node = null;
        if (answered.isPresent()) {
            Long conversation = step.conversation();
            Long leaf = step.leaf();
            if (leaf != null && conversation != null) {
                MessageIndexing.Place place =
                        new MessageIndexing.Place(step.session(), conversation, exchange);
                node = messages.answer(place, leaf, answered.get(), ended(exchange));
            }
            if (step.use() == RequestClass.TITLE) {
                title(step.session(), answered.get().answer());
            }
        }
        StepStore.end(row, exchange, outcome, answer.orElse(null), node);
        if (answer.isPresent()) {
            String model = answer.get().model();
            pricing.charge(
                    row,
                    exchange.id().value(),
                    step.conversation(),
                    model == null ? exchange.model() : model,
                    answer.get().usage());
        }
        touch(step);
    }

    private static Instant ended(Exchange exchange) {
        Duration duration = exchange.timings().duration();
        return duration == null ? exchange.started() : exchange.started().plus(duration);
    }

    /// Takes the title from JSON with a member of this name, or else the plain text.
    private void title(long session, Answer answer) {
        String text = MessageFacts.lastText(answer.content()).strip();
        String title = text;
        try {
            JsonNode parsed = json.readTree(text);
            title = parsed == null ? "" : parsed.path("title").asText(text);
        } catch (JsonProcessingException plainText) {
            title = text;
        }
        if (!title.isBlank()) {
            sessions.title(session, MessageIndexing.cut(title));
        }
    }

    void deleted(long id) {
        StepStore.Step step = steps.find(id);
        if (step != null) {
            steps.delete(id);
            pricing.compareNext(id, step.conversation());
            touch(step);
            if (step.conversation() != null) {
                shrunk.add(step.conversation());
            }
        }
    }

    private void touch(StepStore.Step step) {
        touchedSessions.add(step.session());
        if (step.conversation() != null) {
            touched.add(step.conversation());
        }
    }

    /// Sums up what the batch changed.
    void finish() {
        shrunk.forEach(tree::prune);
        touched.forEach(conversations::sumUp);
        touchedSessions.forEach(sessions::sumUp);
    }
}
