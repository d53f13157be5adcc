package dev.ccproxy.core.capture;

import dev.ccproxy.core.forward.ExchangeListener;
import dev.ccproxy.core.forward.HeaderLines;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RequestHead;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Has every exchange that is forwarded noted down.
@Singleton
public class Recorder implements ExchangeListener.Factory {
    private static final int USUAL_LINES = 24;

    private final Clock clock = Clock.systemUTC();
    private final RecordQueue queue;
    private final ExchangeIds ids = new ExchangeIds(clock);
    private final Losses losses = new Losses(clock);
    private final Fingerprints fingerprints;
    private final ExchangeMetrics metrics;

    Recorder(StorageConfig config, ExchangeMetrics metrics) {
        this.queue = new RecordQueue(config.queueSize().asLongValue());
        this.fingerprints = new Fingerprints(Salt.in(config.dbPath()));
        this.metrics = metrics;
        metrics.watch(queue, losses);
    }

    @Override
    public ExchangeListener began(HttpServerRequest request, long startNanos) {
        return new Recording(this, ids.next(), clock.instant(), startNanos, head(request));
    }

    private RequestHead head(HttpServerRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return new RequestHead(
                request.method().name(),
                query < 0 ? uri : uri.substring(0, query),
                query < 0 ? null : uri.substring(query + 1),
                protocol(request.version()),
                headers(request.headers()));
    }

    private static String protocol(HttpVersion version) {
        return switch (version) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            case HTTP_2 -> "HTTP/2";
        };
    }

    /// The lines in order, credentials as fingerprints.
    Headers headers(MultiMap lines) {
        List<Header> headers = new ArrayList<>(USUAL_LINES);
        HeaderLines.forEach(
                lines, (name, value) -> headers.add(fingerprints.recordable(name, value)));
        return new Headers(headers);
    }

    /// The same, with further names whose values are credentials.
    ///
    /// @param secrets in lower case
    Headers headers(MultiMap lines, Set<String> secrets) {
        List<Header> headers = new ArrayList<>(USUAL_LINES);
        HeaderLines.forEach(
                lines,
                (name, value) ->
                        headers.add(
                                secrets.contains(name.toString().toLowerCase(Locale.ROOT))
                                        ? fingerprints.hidden(name, value)
                                        : fingerprints.recordable(name, value)));
        return new Headers(headers);
    }

    void exchangeLost() {
        losses.add(1, 0);
    }

    void bytesLost(long size) {
        losses.add(0, size);
    }

    void ended(Outcome outcome, long proxyNanos) {
        metrics.ended(outcome, proxyNanos);
    }

    /// Bytes that wait to be written.
    public long queuedBytes() {
        return queue.bytes();
    }

    /// Exchanges that are not on record because there was no room, since the start.
    public long exchangesDropped() {
        return losses.exchanges();
    }

    /// Bytes of bodies that are not on record because there was no room, since the start.
    public long bytesDropped() {
        return losses.bytes();
    }

    RecordQueue queue() {
        return queue;
    }

    ExchangeIds ids() {
        return ids;
    }

    Losses losses() {
        return losses;
    }
}
