package dev.ccproxy.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What it takes to have an agent run on a provider that speaks Chat Completions: here the mock,
/// which is asked directly, too. Beside it what remains where nothing is translated: for an agent
/// on a provider that speaks the Messages API, and for what is not routed.
final class Routing {
    private static final Duration GAP = Duration.ofMillis(10);
    private static final int MB = 1_000_000;
    private static final int WARM_UP_STREAMS = 50;
    private static final String LAST_EVENT = "{\"type\":\"message_stop\"}\n\n";
    private static final String PLAIN = "/v1/messages?beta=true&received=1";
    private static final String RECEIVED = "/chat=1&received=1";

    private final Target direct;
    private final Target core;
    private final Scale scale;
    private final int events;
    private final byte[] large = Conversations.body(new Random(7), MB);

    /// What is sent where.
    ///
    /// @param directly the path of it at the mock
    /// @param agent whose request it is to proxy-core
    private record Errand(String directly, String agent) {
        Requests requests(Target target, byte[] body) {
            boolean asked = target.name().equals(Targets.CORE);
            return asked
                    ? sentBy(agent, body)
                    : Requests.repeat(new RequestHead(directly + "/chat/completions", ""), body);
        }
    }

    private static Requests sentBy(String agent, byte[] body) {
        return Requests.repeat(
                new RequestHead(
                        "/v1/messages?beta=true",
                        """
                        x-claude-code-agent-id: a0123456789abcdef\r
                        x-claude-code-agent-type: %s\r
                        """
                                .formatted(agent)),
                body);
    }

    private Routing(Target direct, Target core, Scale scale, int events) {
        this.direct = direct;
        this.core = core;
        this.scale = scale;
        this.events = events;
    }

    /// Starts a proxy-core of its own, whose configuration names the agents.
    static List<Row> measure(Targets targets, Path folder, Scale scale) throws IOException {
        int events = scale.requests() / 5;
        String mock = "http://127.0.0.1:" + targets.mockPort();
        Target core =
                targets.core()
                        .start(
                                folder,
                                List.of(),
                                """
                                subagents:
                                  enable: true
                                  mappings:
                                    bench-streams: streams:gpt-4o
                                    bench-kin: kin:claude-sonnet-4-5
                                    bench-large: large:gpt-4o
                                providers:
                                  streams: {format: openai, base_url: "%1$s/chat=1%2$s"}
                                  kin: {format: anthropic, base_url: "%1$s/%2$s"}
                                  large: {format: openai, base_url: "%1$s%3$s"}
                                """
                                        .formatted(mock, query(events), RECEIVED));
        try {
            Targets.awaitAnswer(core);
            Target direct = new Target(Targets.DIRECT, targets.mockPort(), List.of());
            return new Routing(direct, core, scale, events).measure();
        } finally {
            targets.stop(core);
        }
    }

    private static String query(int events) {
        return "&events=%d&gap=%d".formatted(events, GAP.toNanos() / 1_000);
    }

    /// By how much longer a translated request takes to the provider than one that stays as it is,
    /// in milliseconds.
    static Optional<Double> translation(Results results) {
        return results.figure("translated", Targets.CORE)
                .flatMap(translated ->
                        results.figure("untranslated", Targets.CORE)
                                .map(plain -> translated - plain));
    }

    private List<Row> measure() throws IOException {
        Log.progress("warming up the translation");
        for (int i = 0; i < 2; i++) {
            streams(core, WARM_UP_STREAMS);
            receipts(core, this::translated, scale.requests() / 5);
            receipts(core, this::untranslated, scale.requests() / 10);
        }
        List<Row> rows = new ArrayList<>(tokens(1));
        rows.addAll(tokens(WARM_UP_STREAMS));
        rows.addAll(untranslated("kin", "routed, not translated", this::kin));
        rows.addAll(untranslated("plain", "not routed", this::plain));
        rows.add(request("untranslated", "as it came", this::untranslated));
        rows.add(request("translated", "translated", this::translated));
        return rows;
    }

    private List<Row> tokens(int count) throws IOException {
        Interleaved<Figures.Quantiles> delays =
                Interleaved.run(
                        "translated streams, " + count + " at a time",
                        List.of(direct, core),
                        scale.longRounds(),
                        target -> Figures.Quantiles.of(streams(target, count)));
        String label = "translated token, " + (count == 1 ? "one stream" : count + " streams");
        String key = "token" + count;
        return List.of(
                delays.row(key + ".p50", label + ": p50, µs", Figures.Quantiles::p50),
                delays.added(key + ".added", label + ": added p50, µs", Figures.Quantiles::p50),
                delays.row(key + ".p99", label + ": p99, µs", Figures.Quantiles::p99),
                delays.added(key + ".added99", label + ": added p99, µs", Figures.Quantiles::p99));
    }

    private List<Row> untranslated(String key, String how, Interleaved.Turn<Samples> turn)
            throws IOException {
        Interleaved<Figures.Quantiles> delays =
                Interleaved.run(
                        "a stream " + how,
                        List.of(direct, core),
                        scale.longRounds(),
                        target -> Figures.Quantiles.of(turn.take(target)));
        String label = "the same, " + how;
        return List.of(
                delays.added(key + ".added", label + ": added p50, µs", Figures.Quantiles::p50),
                delays.added(key + ".added99", label + ": added p99, µs", Figures.Quantiles::p99));
    }

    private Samples plain(Target target) throws IOException {
        return Load.streams(target, 1, events, GAP);
    }

    private Samples kin(Target target) throws IOException {
        if (!target.name().equals(Targets.CORE)) {
            return plain(target);
        }
        Samples delays = new Samples();
        try (Client client = new Client(target)) {
            ByteBuffer[] request = sentBy("bench-kin", Requests.smallBody()).next();
            client.stream(request, Answers.streamBody(events), delays);
        }
        return delays;
    }

    private Samples streams(Target target, int count) throws IOException {
        Errand errand = new Errand("/chat=1" + query(events), "bench-streams");
        byte[] body =
                new String(Requests.smallBody(), StandardCharsets.ISO_8859_1)
                        .replace("\"stream\":false", "\"stream\":true")
                        .getBytes(StandardCharsets.ISO_8859_1);
        return Load.sideBySide(
                count,
                events,
                GAP,
                i -> {
                    Samples delays = new Samples();
                    try (Client client = new Client(target)) {
                        ByteBuffer all =
                                client.stream(errand.requests(target, body).next(), delays);
                        check(target, all, delays.count());
                    }
                    return delays;
                });
    }

    /// Ids are others each time, so that the whole cannot be compared: the number of tokens can,
    /// and the end.
    private void check(Target target, ByteBuffer all, int tokens) throws IOException {
        String text = StandardCharsets.UTF_8.decode(all).toString();
        boolean whole =
                target.name().equals(Targets.CORE)
                        ? text.endsWith(LAST_EVENT)
                        : text.endsWith("data: [DONE]\n\n");
        if (tokens != events || !whole) {
            throw new Client.WrongAnswer(target, tokens + " tokens came, and then " + text);
        }
    }

    private Row request(String key, String how, Interleaved.Turn<Requests> requests)
            throws IOException {
        Interleaved<Double> times =
                Interleaved.run(
                        "1 MB " + how,
                        List.of(direct, core),
                        scale.longRounds(),
                        target -> receipts(target, requests, scale.requests() / 20).micros(0.5));
        return times.row(
                key, "1 MB request " + how + ", until it has arrived: p50, ms", x -> x / 1_000);
    }

    private Requests translated(Target target) {
        return new Errand(RECEIVED, "bench-large").requests(target, large);
    }

    private Requests untranslated(Target target) {
        return Requests.repeat(new RequestHead(PLAIN, ""), large);
    }

    /// One request after the other.
    ///
    /// @return time from the first byte sent until the mock had the last one
    private static Samples receipts(Target target, Interleaved.Turn<Requests> requests, int count)
            throws IOException {
        Samples times = new Samples();
        Requests own = requests.take(target);
        try (Client client = new Client(target)) {
            for (int i = 0; i < count; i++) {
                ByteBuffer[] request = own.next();
                long start = System.nanoTime();
                times.add(client.receipt(request) - start);
            }
        }
        return times;
    }
}
