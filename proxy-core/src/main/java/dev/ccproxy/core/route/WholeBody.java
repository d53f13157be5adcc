package dev.ccproxy.core.route;

import dev.ccproxy.core.encoding.ContentDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    /// @param coding its `Content-Encoding`
    /// @param raw is given each piece as it came
    static Future<byte[]> of(
            HttpClientResponse response, @Nullable String coding, Consumer<Buffer> raw) {
        Optional<ContentDecoder> decoder = ContentDecoder.of(coding);
        if (decoder.isEmpty()) {
            response.request().reset();
            return Future.failedFuture("its body is encoded as " + coding);
        }
        return new WholeBody(response, decoder.get()).read(raw);
    }

    private Future<byte[]> read(Consumer<Buffer> raw) {
        response.handler(chunk -> {
            raw.accept(chunk);
            add(chunk);
        });
        response.endHandler(end -> whole.tryComplete(all.toByteArray()));
        response.exceptionHandler(whole::tryFail);
        response.resume();
        return whole.future().onComplete(done -> decoder.close());
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
