package dev.ccproxy.data.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.data.exchange.ExchangeDetail;
import dev.ccproxy.exchange.Exchange;
import java.io.IOException;
import java.io.OutputStream;

/// One exchange a line, as the API tells it, with its bodies.
final class JsonLinesWriter implements ExportWriter {
    private final OutputStream out;
    private final ObjectMapper json;
    private final ExchangeContents contents;
    private final Redaction redaction;

    JsonLinesWriter(
            OutputStream out, ObjectMapper json, ExchangeContents contents, Redaction redaction) {
        this.out = out;
        this.json = json;
        this.contents = contents;
        this.redaction = redaction;
    }

    @Override
    public void write(Exchange exchange) throws IOException {
        try (JsonGenerator line = json.getFactory().createGenerator(out)) {
            line.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            line.writeStartObject();
            line.writePOJOField("exchange", ExchangeDetail.of(exchange));
            writeBody(line, "request", contents.requestBody(exchange));
            writeBody(line, "response", contents.responseBody(exchange));
            line.writeEndObject();
        }
        out.write('\n');
    }

    private void writeBody(JsonGenerator line, String name, byte[] bytes) throws IOException {
        ExportedBody body = ExportedBody.of(bytes, redaction);
        line.writeObjectFieldStart(name);
        line.writeStringField("encoding", body.base64() ? "base64" : "utf-8");
        line.writeStringField("body", body.text());
        line.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
