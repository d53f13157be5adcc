package dev.ccproxy.core.route;

import dev.ccproxy.core.encoding.ContentDecoder;
import dev.ccproxy.core.forward.DetourListener;
import dev.ccproxy.core.forward.Diversion;
import dev.ccproxy.core.translate.AnswerException;
import dev.ccproxy.core.translate.AnswerStream;
import dev.ccproxy.core.translate.FreshId;
import dev.ccproxy.core.translate.ProviderError;
import dev.ccproxy.core.translate.Translation;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RouteResult;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Brings a provider's answer back to the client: translated where there is a translation, else as
/// it is.
final class ReturnPath {
    private static final Logger LOG = Logger.getLogger(ReturnPath.class);
    private static final Buffer PING = Buffer.buffer("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    private static final long PING_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final int BAD_GATEWAY = 502;
    private static final int FIRST_ERROR = 400;
    private static final String CODING = "content-encoding";

    /// By this name of an answer, transcripts of Claude Code tell which request they are of.
    private static final String REQUEST_ID = "request-id";

    private static final String RETRY_AFTER = "retry-after";
    private static final List<String> PASSED_ON =
            List.of("content-type", CODING, RETRY_AFTER, "x-should-retry", REQUEST_ID);

    /// So much may follow an answer's end before its connection is given up.
    private static final int MOST_LATE_BYTES = 64 << 10;

    private final Vertx vertx;
    private final Diversion.Exit exit;
    private final DetourListener listener;
    private final @Nullable Translation translation;
    private final Duration timeout;
    private final ByteArrayOutputStream events = new ByteArrayOutputStream();
    private @Nullable Silence silence;
    private @Nullable ContentDecoder decoder;
    private long pings = -1;
    private boolean wroteLately;
    private int lateBytes;

    /// @param translation null for a provider that speaks the Messages API itself
    /// @param timeout how long the provider may be silent
    ReturnPath(
            Vertx vertx,
            Diversion.Exit exit,
            DetourListener listener,
            @Nullable Translation translation,
            Duration timeout) {
        this.vertx = vertx;
        this.exit = exit;
        this.listener = listener;
        this.translation = translation;
        this.timeout = timeout;
    }

    /// Takes a paused response.
    void take(HttpClientResponse response) {
        boolean stream =
                Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_TYPE))
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("text/event-stream");
        Translation translated = translation;
        Optional<ContentDecoder> decoder = ContentDecoder.of(response.getHeader(CODING));
        if (translated == null) {
            passOn(response);
        } else if (response.statusCode() < FIRST_ERROR
                && stream
                && translated.streamed()
                && decoder.isPresent()) {
            translateStream(response, translated, decoder.get());
        } else {
            translateWhole(response, translated);
        }
    }

    /// Takes an answer that says to try again, after the last try.
    void take(ProviderFailure failure) {
        if (translation == null) {
            MultiMap headers = passedOn(failure.headers()).remove(CODING);
            answer(exit, failure.status(), headers, failure.body(), new Outcome.Completed());
            return;
        }
        whole(
                exit,
                failure.status(),
                pause(failure.headers()),
                ProviderError.translate(failure.status(), failure.body()),
                new Outcome.Completed());
    }

    private static MultiMap passedOn(MultiMap theirs) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String name : PASSED_ON) {
            Optional.ofNullable(theirs.get(name)).ifPresent(value -> headers.set(name, value));
        }
        return headers;
    }

    private static MultiMap pause(MultiMap theirs) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        Optional.ofNullable(theirs.get(RETRY_AFTER))
                .ifPresent(value -> headers.set(RETRY_AFTER, value));
        return headers;
    }

    private void passOn(HttpClientResponse response) {
        exit.answer(response.statusCode(), passedOn(response.headers()));
        Silence listening =
                listen(
                        response,
                        reason -> {
                            listener.ended(RouteResult.FAILED, reason, List.of());
                            exit.breakOff(reason);
                        });
        response.handler(chunk -> {
            listening.heard();
            listener.received(chunk);
            write(response, chunk);
        });
        response.endHandler(end -> {
            listening.end();
            listener.ended(RouteResult.ANSWERED, "", List.of());
            exit.end(new Outcome.Completed());
        });
        response.resume();
    }

    /// @param broken is told why, should the answer break off or its provider fall silent
    private Silence listen(HttpClientResponse response, Consumer<String> broken) {
        Silence listening =
                new Silence(
                        vertx,
                        timeout,
                        exit::isFull,
                        () -> {
                            broken.accept(Silence.reason(timeout));
                            response.request().reset();
                        });
        response.exceptionHandler(cause -> {
            listening.end();
            broken.accept(String.valueOf(cause.getMessage()));
        });
        silence = listening;
        return listening;
    }

    private void write(HttpClientResponse response, Buffer chunk) {
        wroteLately = true;
        exit.write(chunk);
        if (exit.isFull()) {
            response.pause();
            exit.onDrain(response::resume);
        }
    }

    private void translateStream(
            HttpClientResponse response, Translation translated, ContentDecoder decoder) {
        exit.answer(response.statusCode(), eventStream());
        AnswerStream stream = translated.answerStream(events::writeBytes);
        this.decoder = decoder;
        pings = vertx.setPeriodic(PING_MILLIS, tick -> ping(stream));
        Silence listening =
                listen(
                        response,
                        reason -> {
                            stream.fail(reason);
                            writeEvents(response);
                            Outcome outcome = new Outcome.UpstreamTruncated(reason);
                            finish(RouteResult.FAILED, reason, outcome);
                        });
        response.handler(chunk -> {
            listening.heard();
            listener.received(chunk);
            if (stream.isEnded()) {
                lateBytes += chunk.length();
                if (lateBytes > MOST_LATE_BYTES) {
                    response.request().reset();
                }
                return;
            }
            try {
                decoder.decode(chunk.getBytes(), stream::accept);
            } catch (IOException | RuntimeException e) {
                LOG.warn("a provider's stream cannot be read", e);
                stream.fail(String.valueOf(e.getMessage()));
            }
            writeEvents(response);
            if (stream.isEnded()) {
                finish(RouteResult.ANSWERED, "", new Outcome.Completed());
            }
        });
        response.endHandler(end -> {
            listening.end();
            stream.end();
            writeEvents(response);
            finish(RouteResult.ANSWERED, "", new Outcome.Completed());
        });
        response.resume();
    }

    /// What came of one chunk leaves as one.
    private void writeEvents(HttpClientResponse response) {
        if (events.size() > 0) {
            write(response, Buffer.buffer(events.toByteArray()));
            events.reset();
        }
    }

    private static MultiMap eventStream() {
        return MultiMap.caseInsensitiveMultiMap()
                .set(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .set(HttpHeaders.CACHE_CONTROL, "no-cache")
                .set(REQUEST_ID, FreshId.of("req_"));
    }

    /// The provider has none of its own, and a client that sees nothing gives up.
    private void ping(AnswerStream stream) {
        if (!wroteLately && !stream.isEnded() && !exit.isFull()) {
            exit.write(PING);
        }
        wroteLately = false;
    }

    private void finish(RouteResult result, String reason, Outcome outcome) {
        release();
        concluded(result, reason);
        exit.end(outcome);
    }

    private void concluded(RouteResult result, String reason) {
        listener.ended(result, reason, translation == null ? List.of() : translation.losses());
    }

    private void translateWhole(HttpClientResponse response, Translation translated) {
        WholeBody.of(response, vertx, timeout, listener::received)
                .onSuccess(all -> whole(response, all, translated))
                .onFailure(cause -> {
                    String reason = String.valueOf(cause.getMessage());
                    concluded(RouteResult.FAILED, reason);
                    whole(
                            exit,
                            BAD_GATEWAY,
                            MultiMap.caseInsensitiveMultiMap(),
                            ProviderError.body(
                                    "api_error", "The provider's answer broke off: " + reason),
                            new Outcome.UpstreamTruncated(reason));
                });
    }

    private void whole(HttpClientResponse response, byte[] all, Translation translated) {
        MultiMap headers = pause(response.headers());
        int status = response.statusCode();
        try {
            if (status >= FIRST_ERROR) {
                byte[] error = ProviderError.translate(status, all);
                concluded(RouteResult.ANSWERED, "");
                whole(exit, status, headers, error, new Outcome.Completed());
            } else if (translated.streamed()) {
                Buffer events = Buffer.buffer();
                translated.answerAsStream(all, events::appendBytes);
                concluded(RouteResult.ANSWERED, "");
                exit.answer(status, eventStream());
                exit.write(events);
                exit.end(new Outcome.Completed());
            } else {
                byte[] answer = translated.answer(all);
                concluded(RouteResult.ANSWERED, "");
                whole(exit, status, headers, answer, new Outcome.Completed());
            }
        } catch (AnswerException e) {
            String reason = String.valueOf(e.getMessage());
            concluded(RouteResult.FAILED, reason);
            whole(
                    exit,
                    BAD_GATEWAY,
                    headers,
                    ProviderError.body("api_error", reason),
                    new Outcome.UpstreamError(reason));
        }
    }

    /// Answers with one JSON object of our own making.
    static void whole(
            Diversion.Exit exit, int status, MultiMap headers, byte[] json, Outcome outcome) {
        headers.set(HttpHeaders.CONTENT_TYPE, "application/json")
                .set(REQUEST_ID, FreshId.of("req_"));
        answer(exit, status, headers, json, outcome);
    }

    private static void answer(
            Diversion.Exit exit, int status, MultiMap headers, byte[] body, Outcome outcome) {
        headers.set(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length));
        exit.answer(status, headers);
        exit.write(Buffer.buffer(body));
        exit.end(outcome);
    }

    void cancel() {
        if (silence != null) {
            silence.end();
        }
        release();
    }

    private void release() {
        if (pings >= 0) {
            vertx.cancelTimer(pings);
            pings = -1;
        }
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
