package dev.ccproxy.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Loss;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.exchange.RouteAttempt;
import dev.ccproxy.exchange.RouteDecision;
import dev.ccproxy.exchange.RouteEnding;
import dev.ccproxy.exchange.RouteResult;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Short ways to write down entries in tests.
public final class Entries {
    private static final Loss TOP_K = new Loss("top_k", Loss.Severity.NOTE, "dropped", 1);

    private static final AtomicLong CLOCK = new AtomicLong(1_790_000_000_000_000L);

    private Entries() {}

    /// An id that is later than all before.
    public static ExchangeId nextId() {
        return new ExchangeId(CLOCK.incrementAndGet() << ExchangeId.WRITER_BITS);
    }

    public static RecordEntry.Arrived arrived(ExchangeId id, String session, String body) {
        return arrived(id, session, bytes(body));
    }

    public static RecordEntry.Arrived arrived(ExchangeId id, String session, Bytes body) {
        Headers headers = new Headers(List.of(new Header("Content-Type", "application/json")));
        return new RecordEntry.Arrived(
                id,
                Instant.EPOCH.plus(id.value() >> ExchangeId.WRITER_BITS, ChronoUnit.MICROS),
                new RequestHead("POST", "/v1/messages", "beta=true", "HTTP/1.1", headers),
                new Caller(session, null, null, null),
                "claude",
                body,
                body.size());
    }

    public static RecordEntry.Answered answered(ExchangeId id, int status) {
        Headers headers = new Headers(List.of(new Header("request-id", "req_1")));
        return new RecordEntry.Answered(
                id, new ResponseHead(status, headers), Duration.ofMillis(1));
    }

    public static RecordEntry.Received received(ExchangeId id, long millis, String text) {
        return received(id, millis, bytes(text));
    }

    public static RecordEntry.Received received(ExchangeId id, long millis, Bytes bytes) {
        return new RecordEntry.Received(id, Duration.ofMillis(millis), bytes);
    }

    /// The request goes to a provider, with this body.
    public static RecordEntry.Routed routed(ExchangeId id, @Nullable Bytes body, long size) {
        Headers headers = new Headers(List.of(new Header("authorization", "Bearer sha256:1")));
        return new RecordEntry.Routed(
                id,
                new RouteDecision(
                        "reviewer",
                        List.of(
                                new Evidence.Call("reviewer", "toolu_1"),
                                new Evidence.Definition("reviewer", "/home/me/a b.md")),
                        "reviewer: fast:gpt-4o",
                        "fast",
                        "gpt-4o",
                        "closed"),
                new RequestHead("POST", "/v1/chat/completions", null, "HTTP/1.1", headers),
                body,
                size,
                List.of(TOP_K));
    }

    public static RecordEntry.ProviderReceived providerReceived(
            ExchangeId id, long millis, Bytes bytes) {
        return new RecordEntry.ProviderReceived(id, Duration.ofMillis(millis), bytes);
    }

    /// The provider answered at its second try.
    public static RecordEntry.RouteEnded routeEnded(ExchangeId id) {
        Headers headers = new Headers(List.of(new Header("Retry-After", "0")));
        return new RecordEntry.RouteEnded(
                id,
                new RouteEnding(
                        RouteResult.ANSWERED,
                        "",
                        List.of(
                                new RouteAttempt(
                                        Duration.ofMillis(1),
                                        Duration.ofMillis(2),
                                        new ResponseHead(429, headers),
                                        3,
                                        "HTTP status 429"),
                                new RouteAttempt(
                                        Duration.ofMillis(3),
                                        Duration.ofMillis(4),
                                        new ResponseHead(200, Headers.NONE),
                                        5,
                                        "")),
                        List.of(
                                new Loss("tools", Loss.Severity.WARNING, "dropped: a\\b\nc", 2),
                                TOP_K)));
    }

    public static RecordEntry.Ended ended(ExchangeId id) {
        return new RecordEntry.Ended(
                id, new Outcome.Completed(), Duration.ofMillis(9), Duration.ofMillis(5), true);
    }

    public static Bytes bytes(String... texts) {
        return new Bytes(Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList());
    }

    public static Bytes bytes(byte[] bytes) {
        return new Bytes(List.of(bytes));
    }

    public static Bytes bytes(byte[] bytes, int from, int to) {
        return bytes(Arrays.copyOfRange(bytes, from, to));
    }

    public static String sha256(Optional<Bytes> bytes) {
        return sha256(bytes.orElseThrow().toByteArray());
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
