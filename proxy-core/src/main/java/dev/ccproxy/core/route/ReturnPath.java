package dev.ccproxy.core.route;

import dev.ccproxy.core.encoding.ContentDecoder;
import dev.ccproxy.core.forward.DetourListener;
import dev.ccproxy.core.forward.Diversion;
import dev.ccproxy.core.translate.AnswerException;
import dev.ccproxy.core.translate.AnswerStream;
import dev.ccproxy.core.translate.ProviderError;
import dev.ccproxy.core.translate.Translation;
import dev.ccproxy.exchange.Outcome;
import dev.ccproxy.exchange.RouteResult;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Brings a provider's answer back to the client: translated where there is a translation, else as
/// it is.
final class ReturnPath {
    private static final Buffer PING = Buffer.buffer("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    private static final long PING_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final int BAD_GATEWAY = 502;
    private static final int FIRST_ERROR = 400;
    private static final String CODING = "content-encoding";
    private static final List<String> PASSED_ON =
            List.of("content-type", CODING, "retry-after", "request-id");

    private final Vertx vertx;
    private final Diversion.Exit exit;
    private final DetourListener listener;
    private final @Nullable Translation translation;
    private @Nullable ContentDecoder decoder;
    private long pings = -1;
    private boolean wroteLately;

    /// @param translation null for a provider that speaks the Messages API itself
    ReturnPath(
            Vertx vertx,
            Diversion.Exit exit,
            DetourListener listener,
            @Nullable Translation translation) {
        this.vertx = vertx;
        this.exit = exit;
        this.listener = listener;
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

    private void passOn(HttpClientResponse response) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String name : PASSED_ON) {
            Optional.ofNullable(response.getHeader(name))
                    .ifPresent(value -> headers.set(name, value));
        }
        exit.answer(response.statusCode(), headers);
        response.handler(chunk -> {
            listener.received(chunk);
            write(response, chunk);
        });
        response.endHandler(end -> {
            listener.ended(RouteResult.ANSWERED, "", List.of());
            exit.end(new Outcome.Completed());
        });
        response.exceptionHandler(cause -> {
            String reason = String.valueOf(cause.getMessage());
            listener.ended(RouteResult.FAILED, reason, List.of());
            exit.breakOff(reason);
        });
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

    private void translateStream(
            HttpClientResponse response, Translation translated, ContentDecoder decoder) {
        exit.answer(response.statusCode(), eventStream());
        AnswerStream stream =
                translated.answerStream(bytes -> write(response, Buffer.buffer(bytes)));
        this.decoder = decoder;
        pings = vertx.setPeriodic(PING_MILLIS, tick -> ping(stream));
        response.handler(chunk -> {
            listener.received(chunk);
            if (stream.isEnded()) {
                return;
            }
            try {
                decoder.decode(chunk.getBytes(), stream::accept);
            } catch (IOException e) {
                stream.fail(String.valueOf(e.getMessage()));
            }
            if (stream.isEnded()) {
                finish(RouteResult.ANSWERED, "", new Outcome.Completed());
            }
        });
        response.endHandler(end -> {
            stream.end();
            finish(RouteResult.ANSWERED, "", new Outcome.Completed());
        });
        response.exceptionHandler(cause -> {
            String reason = String.valueOf(cause.getMessage());
            stream.fail(reason);
            finish(RouteResult.FAILED, reason, new Outcome.UpstreamTruncated(reason));
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

    private void finish(RouteResult result, String reason, Outcome outcome) {
        cancel();
        concluded(result, reason);
        exit.end(outcome);
    }

    private void concluded(RouteResult result, String reason) {
        listener.ended(result, reason, translation == null ? List.of() : translation.losses());
    }

    private void translateWhole(HttpClientResponse response, Translation translated) {
        WholeBody.of(response, response.getHeader(CODING), listener::received)
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
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        Optional.ofNullable(response.getHeader("retry-after"))
                .ifPresent(value -> headers.set("retry-after", value));
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

    /// Answers with one JSON object.
    static void whole(
            Diversion.Exit exit, int status, MultiMap headers, byte[] json, Outcome outcome) {
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
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
