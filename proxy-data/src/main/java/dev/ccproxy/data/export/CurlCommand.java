package dev.ccproxy.data.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Set;

/// A request as a command for a shell, with variables in place of the credentials.
final class CurlCommand {
    private static final int MAX_INLINE_BYTES = 16 * 1024;
    private static final String FINGERPRINT = "sha256:";

    /// What curl sees to itself.
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "host",
                    "content-length",
                    "connection",
                    "accept-encoding",
                    "transfer-encoding",
                    "expect");

    private final String base;
    private final Exchange exchange;
    private final byte[] body;

    /// @param base the URL before the path
    /// @param body as it crossed the wire
    CurlCommand(String base, Exchange exchange, byte[] body) {
        this.base = base;
        this.exchange = exchange;
        this.body = body.clone();
    }

    String text() {
        StringBuilder command = new StringBuilder();
        RequestHead request = exchange.request();
        boolean inline = isInline();
        if (body.length > 0 && !inline) {
            command.append("# The body: GET /api/requests/")
                    .append(exchange.id())
                    .append("/request-body, saved as ")
                    .append(file())
                    .append('\n');
        }
        String query = request.query() == null ? "" : "?" + request.query();
        command.append("curl --compressed -X ")
                .append(quoted(request.method()))
                .append(' ')
                .append(quoted(base + request.path() + query));
        for (Header line : request.headers().lines()) {
            if (!LEFT_OUT.contains(line.name().toLowerCase(Locale.ROOT))) {
                command.append(" \\\n  -H ").append(header(line));
            }
        }
        if (body.length > 0) {
            String data = inline ? new String(body, UTF_8) : "@" + file();
            command.append(" \\\n  ")
                    .append(inline ? "--data-raw " : "--data-binary ")
                    .append(quoted(data));
        }
        return command.append('\n').toString();
    }

    private String file() {
        return exchange.id() + "-request";
    }

    private boolean isInline() {
        if (body.length > MAX_INLINE_BYTES) {
            return false;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString().indexOf('\0') < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String header(Header line) {
        int start = line.value().indexOf(FINGERPRINT);
        if (start < 0) {
            return quoted(line.name() + ": " + line.value());
        }
        String variable =
                switch (line.name().toLowerCase(Locale.ROOT)) {
                    case "x-api-key" -> "ANTHROPIC_API_KEY";
                    case "authorization" -> "ANTHROPIC_AUTH_TOKEN";
                    default -> line.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
                };
        return quoted(line.name() + ": " + line.value().substring(0, start))
                + "\"$"
                + variable
                + "\"";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
