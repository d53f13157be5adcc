package dev.ccproxy.core.route;

import dev.ccproxy.core.forward.Diversion;
import dev.ccproxy.core.translate.AnswerException;
import dev.ccproxy.core.translate.AnswerStream;
import dev.ccproxy.core.translate.ProviderError;
import dev.ccproxy.core.translate.Translation;
import dev.ccproxy.exchange.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Brings a provider's answer back to the client: translated where there is a translation, else as
/// it is.
final class ReturnPath {
    private static final Buffer PING = Buffer.buffer("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    private static final long PING_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final int MAX_ANSWER_BYTES = 32 << 20;
    private static final int BAD_GATEWAY = 502;
    private static final int FIRST_ERROR = 400;

    private final Vertx vertx;
    private final Diversion.Exit exit;
    private final @Nullable Translation translation;
    private long pings = -1;
    private boolean wroteLately;

    /// @param translation null for a provider that speaks the Messages API itself
    ReturnPath(Vertx vertx, Diversion.Exit exit, @Nullable Translation translation) {
        this.vertx = vertx;
        this.exit = exit;
        this.translation = translation;
    }

    /// Takes a paused response.
    void take(HttpClientResponse response) {
        boolean stream =
                Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_TYPE))
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("text/event-stream");
        Translation translated = translation;
        if (translated == null) {
            passOn(response);
        } else if (response.statusCode() < FIRST_ERROR && stream && translated.streamed()) {
            translateStream(response, translated);
        } else {
            translateWhole(response, translated);
        }
    }

    private void passOn(HttpClientResponse response) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String name : new String[] {"content-type", "retry-after", "request-id"}) {
            Optional.ofNullable(response.getHeader(name))
                    .ifPresent(value -> headers.set(name, value));
        }
        exit.answer(response.statusCode(), headers);
        response.handler(chunk -> write(response, chunk));
        response.endHandler(end -> exit.end(new Outcome.Completed()));
        response.exceptionHandler(cause -> exit.breakOff(String.valueOf(cause.getMessage())));
        response.resume();
    }

    private void write(HttpClientResponse response, Buffer chunk) {
        wroteLately = true;
        exit.write(chunk);
        if (exit.isFull()) {
            response.pause();
            exit.onDrain(response::resume);
        }
    }

    private void translateStream(HttpClientResponse response, Translation translated) {
        exit.answer(response.statusCode(), eventStream());
        AnswerStream stream =
                translated.answerStream(bytes -> write(response, Buffer.buffer(bytes)));
        pings = vertx.setPeriodic(PING_MILLIS, tick -> ping(stream));
        response.handler(chunk -> {
            stream.accept(chunk.getBytes());
            if (stream.isEnded()) {
                finish(new Outcome.Completed());
            }
        });
        response.endHandler(end -> {
            stream.end();
            finish(new Outcome.Completed());
        });
        response.exceptionHandler(cause -> {
            String reason = String.valueOf(cause.getMessage());
            stream.fail(reason);
            finish(new Outcome.UpstreamTruncated(reason));
        });
        response.resume();
    }

    private static MultiMap eventStream() {
        return MultiMap.caseInsensitiveMultiMap()
                .set(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .set(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    /// The provider has none of its own, and a client that sees nothing gives up.
    private void ping(AnswerStream stream) {
        if (!wroteLately && !stream.isEnded() && !exit.isFull()) {
            exit.write(PING);
        }
        wroteLately = false;
    }

    private void finish(Outcome outcome) {
        cancel();
        exit.end(outcome);
    }

    private void translateWhole(HttpClientResponse response, Translation translated) {
        Buffer all = Buffer.buffer();
        response.handler(chunk -> {
            if (all.length() + chunk.length() <= MAX_ANSWER_BYTES) {
                all.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> whole(response, all.getBytes(), translated));
        response.exceptionHandler(cause -> {
            String reason = String.valueOf(cause.getMessage());
            whole(
                    BAD_GATEWAY,
                    MultiMap.caseInsensitiveMultiMap(),
                    ProviderError.body("api_error", "The provider's answer broke off: " + reason),
                    new Outcome.UpstreamTruncated(reason));
        });
        response.resume();
    }

    private void whole(HttpClientResponse response, byte[] all, Translation translated) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        Optional.ofNullable(response.getHeader("retry-after"))
                .ifPresent(value -> headers.set("retry-after", value));
        int status = response.statusCode();
        try {
            if (status >= FIRST_ERROR) {
                whole(
                        status,
                        headers,
                        ProviderError.translate(status, all),
                        new Outcome.Completed());
            } else if (translated.streamed()) {
                Buffer events = Buffer.buffer();
                translated.answerAsStream(all, events::appendBytes);
                exit.answer(status, eventStream());
                exit.write(events);
                exit.end(new Outcome.Completed());
            } else {
                whole(status, headers, translated.answer(all), new Outcome.Completed());
            }
        } catch (AnswerException e) {
            String reason = String.valueOf(e.getMessage());
            whole(
                    BAD_GATEWAY,
                    headers,
                    ProviderError.body("api_error", reason),
                    new Outcome.UpstreamError(reason));
        }
    }

    /// Answers with one JSON object.
    void whole(int status, MultiMap headers, byte[] json, Outcome outcome) {
        headers.set(HttpHeaders.CONTENT_TYPE, "application/json")
                .set(HttpHeaders.CONTENT_LENGTH, String.valueOf(json.length));
        exit.answer(status, headers);
        exit.write(Buffer.buffer(json));
        exit.end(outcome);
    }

    void cancel() {
        if (pings >= 0) {
            vertx.cancelTimer(pings);
            pings = -1;
        }
    }
}
