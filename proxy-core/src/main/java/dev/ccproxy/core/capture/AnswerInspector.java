package dev.ccproxy.core.capture;

import dev.ccproxy.core.encoding.ContentDecoder;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.sse.SseEvent;
import dev.ccproxy.sse.SseParser;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks at an event stream as it comes, for its first token and for an error that it reports.
///
/// Compressed streams are undone on the side (gzip, deflate, zstd) up to a limit, so that a bomb
/// costs little. Of other streams nothing is known.
final class AnswerInspector {
    private static final long MAX_INSPECTED_BYTES = 64L << 20;
    private static final Pattern ERROR_TYPE =
            Pattern.compile("\"error\"\\s*:\\s*\\{[^}]*?\"type\"\\s*:\\s*\"([a-z_]+)\"");

    private final SseParser parser = new SseParser(this::event);
    private final ContentDecoder decoder;
    private long inspected;
    private Duration now = Duration.ZERO;
    private @Nullable Duration firstToken;
    private @Nullable String errorType;

    private AnswerInspector(ContentDecoder decoder) {
        this.decoder = decoder;
    }

    /// An inspector for an answer with these headers, or null where there is nothing to look for.
    static @Nullable AnswerInspector of(Headers headers) {
        String type = headers.first("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("text/event-stream")) {
            return null;
        }
        return ContentDecoder.of(headers.first("content-encoding").orElse(null))
                .map(AnswerInspector::new)
                .orElse(null);
    }

    /// Looks at the next bytes of the body, which came at `at`.
    void accept(Duration at, byte[] bytes) {
        if (inspected > MAX_INSPECTED_BYTES) {
            return;
        }
        now = at;
        try {
            decoder.decode(bytes, this::inspect);
        } catch (IOException e) {
            // Not what its header says. The bytes are on record as they came all the same.
            inspected = Long.MAX_VALUE;
        }
    }

    private void inspect(byte[] bytes) {
        inspected += bytes.length;
        parser.accept(bytes);
    }

    private void event(SseEvent event) {
        if (firstToken == null && event.type().equals("content_block_delta")) {
            firstToken = now;
        } else if (event.type().equals("error")) {
            Matcher matcher = ERROR_TYPE.matcher(event.data());
            errorType = matcher.find() ? matcher.group(1) : "error";
        }
    }

    /// Gives the decoder's memory back.
    void close() {
        decoder.close();
    }

    /// When the first token came, since the exchange started.
    @Nullable Duration firstToken() {
        return firstToken;
    }

    /// The type of the error that the stream reported, for example `overloaded_error`.
    @Nullable String errorType() {
        return errorType;
    }
}
