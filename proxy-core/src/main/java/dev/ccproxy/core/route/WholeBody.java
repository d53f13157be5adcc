package dev.ccproxy.core.route;

import dev.ccproxy.core.encoding.ContentDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// An answer's body in one piece, decoded. What is larger than any answer of the API's is cut.
final class WholeBody {
    private static final int MAX_BYTES = 32 << 20;

    private final HttpClientResponse response;
    private final ContentDecoder decoder;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final Promise<byte[]> whole = Promise.promise();

    private WholeBody(HttpClientResponse response, ContentDecoder decoder) {
        this.response = response;
        this.decoder = decoder;
    }

    /// Reads a response.
    ///
    /// @param timeout how long its provider may be silent
    /// @param raw is given each piece as it came
    static Future<byte[]> of(
            HttpClientResponse response, Vertx vertx, Duration timeout, Consumer<Buffer> raw) {
        String coding = response.getHeader("content-encoding");
        Optional<ContentDecoder> decoder = ContentDecoder.of(coding);
        if (decoder.isEmpty()) {
            response.request().reset();
            return Future.failedFuture("its body is encoded as " + coding);
        }
        return new WholeBody(response, decoder.get()).read(vertx, timeout, raw);
    }

    private Future<byte[]> read(Vertx vertx, Duration timeout, Consumer<Buffer> raw) {
        Silence listening =
                new Silence(
                        vertx,
                        timeout,
                        () -> false,
                        () -> {
                            whole.tryFail(Silence.reason(timeout));
                            response.request().reset();
                        });
        response.handler(chunk -> {
            listening.heard();
            raw.accept(chunk);
            add(chunk);
        });
        response.endHandler(end -> whole.tryComplete(all.toByteArray()));
        response.exceptionHandler(whole::tryFail);
        response.resume();
        return whole.future()
                .onComplete(done -> {
                    listening.end();
                    decoder.close();
                });
    }

    private void add(Buffer chunk) {
        if (all.size() > MAX_BYTES || whole.future().isComplete()) {
            return;
        }
        try {
            decoder.decode(chunk.getBytes(), all::writeBytes);
        } catch (IOException e) {
            whole.tryFail(e);
        }
    }
}
