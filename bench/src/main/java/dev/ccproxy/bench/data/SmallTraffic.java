package dev.ccproxy.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.RecordEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Very many exchanges with small bodies, the same ones every time: conversations of 50 requests,
/// each with the whole history, 100 of them at the same time; every tenth is an agent's.
final class SmallTraffic {
    static final int PER_CONVERSATION = 50;

    private static final int AT_ONCE = 100;
    private static final int AGENT = 9;
    static final Instant START = Instant.parse("2026-09-20T00:00:00Z");
    static final Duration STEP = Duration.ofSeconds(5);
    private static final List<String> MODELS =
            List.of(
                    "claude-sonnet-4-5-20250929",
                    "claude-opus-4-5-20251101",
                    "claude-haiku-4-5-20251001");
    private static final List<String> TOOLS = List.of("Read", "Bash", "Edit", "Grep", "Glob");

    private final int writer;
    private final StringBuilder[] histories = new StringBuilder[AT_ONCE];
    private final Random random = new Random(17);

    SmallTraffic(int writer) {
        this.writer = writer;
    }

    /// One exchange, as it is recorded and as it crossed the wire.
    record Small(List<RecordEntry> entries, Instant started, String request, String answer) {}

    /// The exchange with this number. They are to be asked for in order.
    Small exchange(int number) {
        int place = number % AT_ONCE;
        int step = number / AT_ONCE % PER_CONVERSATION;
        String agent = place % 10 == AGENT ? agent(number) : null;
        String session = session(number);
        String model = MODELS.get(conversation(number) % MODELS.size());
        String tool = TOOLS.get(random.nextInt(TOOLS.size()));
        String call = "toolu_" + conversation(number) + "_" + step;
        StringBuilder history = step == 0 ? begin(number, place) : histories[place];
        String request =
                "{\"model\":\"%s\",\"messages\":[%s],%s,\"metadata\":{\"user_id\":\"user_0_account__session_%s\"},\"max_tokens\":32000,\"stream\":true}"
                        .formatted(model, history, system(agent), session);
        int kind = random.nextInt(200);
        String said = words(20);
        String path = words(1);
        String answer = kind < 2 ? overloaded() : answer(model, said, tool, call, path, step);
        history.append(
                ",{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"},{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":{\"path\":\"src/%s.java\"}}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"%s\",\"content\":\"%s\"}]}"
                        .formatted(said, call, tool, path, call, words(14)));
        Instant started = START.plus(STEP.multipliedBy(number));
        Caller caller = new Caller(session, agent, null, null);
        return new Small(
                entries(started, caller, model, request, answer, kind), started, request, answer);
    }

    static ExchangeId id(int number, int writer) {
        long micros =
                ChronoUnit.MICROS.between(Instant.EPOCH, START.plus(STEP.multipliedBy(number)));
        return new ExchangeId(micros << ExchangeId.WRITER_BITS | writer);
    }

    /// The number of the exchange with this id.
    static int number(ExchangeId id) {
        long micros = id.value() >> ExchangeId.WRITER_BITS;
        Duration since = Duration.between(START, Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        return Math.toIntExact(since.dividedBy(STEP));
    }

    /// The first number from there on with which conversations begin.
    static int beginning(int number) {
        return Math.ceilDiv(number, AT_ONCE * PER_CONVERSATION) * AT_ONCE * PER_CONVERSATION;
    }

    static int conversation(int number) {
        return number / (AT_ONCE * PER_CONVERSATION) * AT_ONCE + number % AT_ONCE;
    }

    /// An agent belongs to the session of the conversation before its own.
    static String session(int number) {
        int main = number % AT_ONCE % 10 == AGENT ? 1 : 0;
        return new UUID(
                        0x4b0f_7c1e_6d0a_4a8eL,
                        0x9a57_0000_0000_0000L + conversation(number) - main)
                .toString();
    }

    private static String agent(int number) {
        return "a%016x".formatted(conversation(number));
    }

    private StringBuilder begin(int number, int place) {
        StringBuilder history = new StringBuilder();
        history.append("{\"role\":\"user\",\"content\":\"Look at ")
                .append(words(9))
                .append(" of ")
                .append(conversation(number))
                .append("\"}");
        histories[place] = history;
        return history;
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(Vocabulary.word(random));
        }
        return text.toString();
    }

    private static String system(@Nullable String agent) {
        String role = agent == null ? "You are Claude Code." : "You search through files.";
        return "\"system\":[{\"type\":\"text\",\"text\":\""
                + role
                + " Working directory: /home/dev/shop\",\"cache_control\":{\"type\":\"ephemeral\"}}],"
                + "\"tools\":[{\"name\":\"Read\",\"input_schema\":{\"type\":\"object\"}},{\"name\":\"Bash\",\"input_schema\":{\"type\":\"object\"}}]";
    }

    private String answer(
            String model, String said, String tool, String call, String path, int step) {
        return """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_%s","type":"message","role":"assistant","model":"%s","content":[],"usage":{"input_tokens":%d,"cache_read_input_tokens":%d,"cache_creation_input_tokens":%d,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"%s","name":"%s","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"path\\":\\"src/%s.java\\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":%d}}

        event: message_stop
        data: {"type":"message_stop"}

        """
                .formatted(
                        call,
                        model,
                        3 + random.nextInt(20),
                        step == 0 ? 0 : 15_000 + step * 180,
                        step == 0 ? 15_000 : 180,
                        said,
                        call,
                        tool,
                        path,
                        20 + random.nextInt(900));
    }

    private static String overloaded() {
        return "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
    }

    private List<RecordEntry> entries(
            Instant started, Caller caller, String model, String request, String answer, int kind) {
        ExchangeId id =
                new ExchangeId(
                        ChronoUnit.MICROS.between(Instant.EPOCH, started) << ExchangeId.WRITER_BITS
                                | writer);
        byte[] body = request.getBytes(UTF_8);
        Duration first = Duration.ofMillis(300 + random.nextInt(900));
        Duration duration = first.plusMillis(100 + random.nextInt(20_000));
        Headers asked =
                new Headers(
                        List.of(
                                new Header("Content-Type", "application/json"),
                                new Header("User-Agent", "claude-cli/2.1.330 (external, cli)")));
        Headers got =
                new Headers(
                        List.of(
                                new Header(
                                        "Content-Type",
                                        kind < 2 ? "application/json" : "text/event-stream")));
        return List.of(
                new RecordEntry.Arrived(
                        id,
                        started,
                        new RequestHead("POST", "/v1/messages", "beta=true", "HTTP/1.1", asked),
                        caller,
                        model,
                        new Bytes(List.of(body)),
                        body.length),
                new RecordEntry.Answered(id, new ResponseHead(kind < 2 ? 529 : 200, got), first),
                new RecordEntry.Received(id, duration, new Bytes(List.of(answer.getBytes(UTF_8)))),
                new RecordEntry.Ended(
                        id,
                        kind == 2 ? new Outcome.ClientAborted() : new Outcome.Completed(),
                        duration,
                        kind < 2 ? null : first,
                        true));
    }
}
