package dev.ccproxy.data.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.exchange.ContentDecoding;
import dev.ccproxy.data.recording.Recording;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.sse.SseParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The answers that are being given and that somebody follows. Each is read and decoded once,
/// however many listen.
@ApplicationScoped
class LiveAnswers {
    private static final Logger LOG = Logger.getLogger(LiveAnswers.class);
    private static final String EVENT_STREAM = "text/event-stream";
    private static final int BUFFER_SIZE = 16 * 1024;

    private final Recording recording;
    private final ChangeSignal signal;
    private final ObjectMapper json;
    private final Map<ExchangeId, LiveAnswer> followed = new ConcurrentHashMap<>();

    LiveAnswers(Recording recording, ChangeSignal signal, ObjectMapper json) {
        this.recording = recording;
        this.signal = signal;
        this.json = json;
    }

    /// The answer to this exchange, followed from its beginning on; empty where it has not begun,
    /// is over, or is no event stream.
    Optional<LiveAnswer> follow(Exchange exchange) {
        ResponseHead response = exchange.response();
        if (response == null || exchange.outcome() != null || !isStream(response.headers())) {
            return Optional.empty();
        }
        return Optional.of(
                followed.computeIfAbsent(exchange.id(), id -> begin(id, response.headers())));
    }

    private static boolean isStream(Headers headers) {
        return headers.first("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(EVENT_STREAM))
                .isPresent();
    }

    private LiveAnswer begin(ExchangeId id, Headers headers) {
        LiveAnswer answer = new LiveAnswer(id.toString(), json);
        ContentDecoding decoding = ContentDecoding.of(headers.first("Content-Encoding").orElse(""));
        var _ =
                Thread.ofVirtual()
                        .name("answer-" + id)
                        .start(() -> {
                            read(id, decoding, answer);
                            followed.remove(id, answer);
                            answer.end();
                            signal.tell();
                        });
        return answer;
    }

    private void read(ExchangeId id, ContentDecoding decoding, LiveAnswer answer) {
        SseParser parser = new SseParser(answer::accept);
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream body = decoding.open(new GrowingBody(id, recording, signal))) {
            int read;
            while ((read = body.read(buffer)) >= 0) {
                parser.accept(buffer, 0, read);
                signal.tell();
            }
        } catch (IOException e) {
            LOG.debugf("the answer %s is followed no further: %s", id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf(e, "the answer %s is followed no further", id);
        }
    }
}
