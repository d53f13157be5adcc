package dev.ccproxy.data.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.RequestHead;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An HTTP archive, as browsers' tools read it.
///
/// @see <a href="http://www.softwareishard.com/blog/har-12-spec/">HAR 1.2</a>
final class HarWriter implements ExportWriter {
    /// What HAR says for what is not known.
    private static final int UNKNOWN = -1;

    private final JsonGenerator har;
    private final ExchangeContents contents;
    private final Redaction redaction;
    private final String baseUrl;

    /// @param baseUrl where requests went
    HarWriter(
            OutputStream out,
            ObjectMapper json,
            ExchangeContents contents,
            Redaction redaction,
            String baseUrl)
            throws IOException {
        this.har = json.getFactory().createGenerator(out);
        this.contents = contents;
        this.redaction = redaction;
        this.baseUrl = baseUrl;
        har.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        har.writeStartObject();
        har.writeObjectFieldStart("log");
        har.writeStringField("version", "1.2");
        har.writeObjectFieldStart("creator");
        har.writeStringField("name", "Claude Code Proxy");
        har.writeStringField("version", "1");
        har.writeEndObject();
        har.writeArrayFieldStart("entries");
    }

    @Override
    public void write(Exchange exchange) throws IOException {
        double total = millis(exchange.timings().duration());
        double wait = millis(exchange.timings().timeToFirstByte());
        har.writeStartObject();
        har.writeStringField("startedDateTime", exchange.started().toString());
        har.writeNumberField("time", Math.max(0, total));
        writeRequest(exchange);
        writeResponse(exchange);
        har.writeObjectFieldStart("cache");
        har.writeEndObject();
        har.writeObjectFieldStart("timings");
        har.writeNumberField("send", 0);
        har.writeNumberField("wait", wait);
        har.writeNumberField("receive", wait < 0 || total < 0 ? UNKNOWN : total - wait);
        har.writeEndObject();
        har.writeStringField("_id", exchange.id().toString());
        har.writeEndObject();
    }

    private void writeRequest(Exchange exchange) throws IOException {
        RequestHead request = exchange.request();
        ExportedBody body = ExportedBody.of(contents.requestBody(exchange), redaction);
        String query = request.query();
        har.writeObjectFieldStart("request");
        har.writeStringField("method", request.method());
        har.writeStringField(
                "url",
                redaction.apply(baseUrl + request.path() + (query == null ? "" : "?" + query)));
        har.writeStringField("httpVersion", request.protocol());
        writeHeaders(request.headers());
        har.writeArrayFieldStart("queryString");
        writeQuery(query);
        har.writeEndArray();
        har.writeNumberField("headersSize", UNKNOWN);
        har.writeNumberField("bodySize", exchange.requestBody().size());
        if (!body.text().isEmpty()) {
            har.writeObjectFieldStart("postData");
            har.writeStringField("mimeType", type(request.headers()));
            har.writeStringField("text", body.text());
            if (body.base64()) {
                har.writeStringField("comment", "base64");
            }
            har.writeEndObject();
        }
        har.writeEndObject();
    }

    private void writeQuery(@Nullable String query) throws IOException {
        if (query == null) {
            return;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            writePair(
                    equals < 0 ? pair : pair.substring(0, equals),
                    redaction.apply(equals < 0 ? "" : pair.substring(equals + 1)));
        }
    }

    private void writeResponse(Exchange exchange) throws IOException {
        Headers headers =
                exchange.response() == null ? Headers.NONE : exchange.response().headers();
        ExportedBody body = ExportedBody.of(contents.responseBody(exchange), redaction);
        har.writeObjectFieldStart("response");
        har.writeNumberField(
                "status", exchange.response() == null ? 0 : exchange.response().status());
        har.writeStringField("statusText", "");
        har.writeStringField("httpVersion", exchange.request().protocol());
        writeHeaders(headers);
        har.writeObjectFieldStart("content");
        har.writeNumberField("size", body.text().length());
        har.writeStringField("mimeType", type(headers));
        har.writeStringField("text", body.text());
        if (body.base64()) {
            har.writeStringField("encoding", "base64");
        }
        har.writeEndObject();
        har.writeStringField("redirectURL", "");
        har.writeNumberField("headersSize", UNKNOWN);
        har.writeNumberField("bodySize", exchange.responseBody().size());
        har.writeEndObject();
    }

    /// With the cookies, which HAR wants apart and which are fingerprints among the headers.
    private void writeHeaders(Headers headers) throws IOException {
        har.writeArrayFieldStart("cookies");
        har.writeEndArray();
        har.writeArrayFieldStart("headers");
        for (Header line : headers.lines()) {
            writePair(line.name(), redaction.apply(line.value()));
        }
        har.writeEndArray();
    }

    private void writePair(String name, String value) throws IOException {
        har.writeStartObject();
        har.writeStringField("name", name);
        har.writeStringField("value", value);
        har.writeEndObject();
    }

    private static String type(Headers headers) {
        return headers.first("Content-Type").orElse("");
    }

    private static double millis(@Nullable Duration duration) {
        return duration == null ? UNKNOWN : duration.toNanos() / 1e6;
    }

    @Override
    public void close() throws IOException {
        har.writeEndArray();
        har.writeEndObject();
        har.writeEndObject();
        har.close();
    }
}
