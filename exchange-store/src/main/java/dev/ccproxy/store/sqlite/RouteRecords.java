package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.BodySummary;
import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.RouteAttempt;
import dev.ccproxy.exchange.RouteDecision;
import dev.ccproxy.exchange.RouteEnding;
import dev.ccproxy.exchange.RouteResult;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The two records of where an exchange was routed: the decision with what the provider was sent,
/// and what came of it.
final class RouteRecords {
    private static final String NONE = "-";
    private static final String LOSS = "loss";

    private RouteRecords() {}

    /// What was decided, and what the provider was sent.
    ///
    /// @param sent null where no other provider was asked
    /// @param losses what translating the request did not carry over
    record Departure(
            RouteDecision decision,
            @Nullable RequestHead sent,
            BodySummary summary,
            @Nullable Recipe body,
            List<Loss> losses) {}

    /// What came of it.
    ///
    /// @param ending null where the process died before it was known
    /// @param sha256 of what is on record of the body
    record Return(
            @Nullable RouteEnding ending,
            BodySummary summary,
            String sha256,
            Recipe body,
            String arrivals) {}

    static byte[] departure(
            RecordEntry.Routed routed, byte @Nullable [] sha256, @Nullable Recipe body) {
        RecordText.Writer writer = new RecordText.Writer();
        RouteDecision decision = routed.decision();
        writer.line("agent", decision.agent());
        for (Evidence evidence : decision.evidence()) {
            writer.fields("evidence", evidence.kind(), evidence.agent(), evidence.detail());
        }
        writer.line("rule", decision.rule());
        writer.line("provider", decision.provider());
        writer.line("model", decision.model());
        writer.line("breaker", decision.breaker());
        RequestHead head = routed.request();
        if (head != null) {
            writer.line("method", head.method());
            writer.line("path", head.path());
            writer.line("query", head.query());
            writer.line("protocol", head.protocol());
            writer.headers(head.headers());
        }
        losses(routed.losses(), writer);
        writer.line("size", Long.toString(routed.size()));
        writer.line("sha256", sha256 == null ? null : HexFormat.of().formatHex(sha256));
        writer.line("body", body == null ? null : body.toString());
        return writer.bytes();
    }

    static Departure readDeparture(byte[] area, int from) throws StoreException {
        RecordText.Lines lines = new RecordText.Lines(area, from);
        List<Evidence> evidence = new ArrayList<>();
        List<Loss> losses = new ArrayList<>();
        lines.forEach((name, value) -> {
            switch (name) {
                case "evidence" -> {
                    List<String> fields = RecordText.fields(value, 3);
                    evidence.add(Evidence.of(fields.get(0), fields.get(1), fields.get(2)));
                }
                case LOSS -> losses.add(loss(value));
                default -> {}
            }
        });
        RouteDecision decision =
                new RouteDecision(
                        lines.required("agent"),
                        evidence,
                        lines.required("rule"),
                        lines.required("provider"),
                        lines.required("model"),
                        lines.required("breaker"));
        String method = lines.optional("method");
        RequestHead sent =
                method == null
                        ? null
                        : new RequestHead(
                                method,
                                lines.required("path"),
                                lines.optional("query"),
                                lines.required("protocol"),
                                lines.headers());
        String sha256 = lines.optional("sha256");
        String body = lines.optional("body");
        return new Departure(
                decision,
                sent,
                new BodySummary(
                        Long.parseLong(lines.required("size")),
                        sha256,
                        sent == null || body != null),
                body == null ? null : Recipe.parse(body),
                losses);
    }

    /// @param ending null where it is not known
    /// @param summary of all that the provider answered
    static byte[] end(
            @Nullable RouteEnding ending, BodySummary summary, Recipe body, String arrivals) {
        RecordText.Writer writer = new RecordText.Writer();
        if (ending != null) {
            writer.line("result", ending.result().code());
            writer.line("reason", ending.reason());
            for (RouteAttempt attempt : ending.attempts()) {
                attempt(attempt, writer);
            }
            losses(ending.losses(), writer);
        }
        writer.line("size", Long.toString(summary.size()));
        writer.line("sha256", summary.sha256());
        writer.line("body", body.toString());
        writer.line("arrivals", arrivals);
        return writer.bytes();
    }

    private static void losses(List<Loss> losses, RecordText.Writer writer) {
        for (Loss loss : losses) {
            writer.fields(
                    LOSS,
                    loss.field(),
                    loss.severity().code(),
                    Integer.toString(loss.count()),
                    loss.reason());
        }
    }

    private static Loss loss(String value) throws StoreException {
        List<String> fields = RecordText.fields(value, 4);
        return new Loss(
                fields.get(0),
                Loss.Severity.of(fields.get(1)),
                fields.get(3),
                Integer.parseInt(fields.get(2)));
    }

    private static void attempt(RouteAttempt attempt, RecordText.Writer writer) {
        ResponseHead response = attempt.response();
        writer.fields(
                "try",
                micros(attempt.at()),
                micros(attempt.firstByte()),
                response == null ? NONE : Integer.toString(response.status()),
                Long.toString(attempt.size()),
                attempt.failure());
        if (response != null) {
            writer.headers(response.headers());
        }
    }

    private static String micros(@Nullable Duration duration) {
        return duration == null ? NONE : Long.toString(duration.toNanos() / 1_000);
    }

    static Return readReturn(byte[] area, int from) throws StoreException {
        RecordText.Lines lines = new RecordText.Lines(area, from);
        Endings reader = new Endings();
        lines.forEach(reader::read);
        String result = lines.optional("result");
        RouteEnding ending =
                result == null
                        ? null
                        : new RouteEnding(
                                RouteResult.of(result),
                                lines.required("reason"),
                                reader.attempts(),
                                reader.losses);
        long size = Long.parseLong(lines.required("size"));
        Recipe body = Recipe.parse(lines.required("body"));
        String sha256 = lines.required("sha256");
        boolean whole = body.size() == size;
        return new Return(
                ending,
                new BodySummary(size, whole ? sha256 : null, whole),
                sha256,
                body,
                lines.required("arrivals"));
    }

    /// Reads tries, whose headers follow them, and losses.
    private static final class Endings {
        private final List<List<String>> tries = new ArrayList<>();
        private final List<List<Header>> headers = new ArrayList<>();
        private final List<Loss> losses = new ArrayList<>();

        void read(String name, String value) throws StoreException {
            switch (name) {
                case "try" -> {
                    tries.add(RecordText.fields(value, 5));
                    headers.add(new ArrayList<>());
                }
                case RecordText.HEADER -> headers.getLast().add(RecordText.header(value));
                case LOSS -> losses.add(loss(value));
                default -> {}
            }
        }

        List<RouteAttempt> attempts() {
            List<RouteAttempt> attempts = new ArrayList<>();
            for (int i = 0; i < tries.size(); i++) {
                List<String> fields = tries.get(i);
                Headers lines = new Headers(headers.get(i));
                ResponseHead response =
                        fields.get(2).equals(NONE)
                                ? null
                                : new ResponseHead(Integer.parseInt(fields.get(2)), lines);
                attempts.add(
                        new RouteAttempt(
                                duration(fields.get(0)).orElseThrow(),
                                duration(fields.get(1)).orElse(null),
                                response,
                                Long.parseLong(fields.get(3)),
                                fields.get(4)));
            }
            return attempts;
        }

        private static Optional<Duration> duration(String micros) {
            return micros.equals(NONE)
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1_000));
        }
    }
}
