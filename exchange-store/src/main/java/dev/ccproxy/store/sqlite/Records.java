package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of an exchange, as text: lines of a name, a space and a value, and an empty line
/// after the last. Of the texts of one exchange and of its neighbours most is the same, so that it
/// takes little room once it is compressed.
final class Records {
    private static final String HEADER = "header";
    private static final String SEPARATOR = ": ";

    private Records() {}

    /// What the client sent.
    record Request(
            RequestHead head, Caller caller, @Nullable String model, @Nullable Recipe body) {}

    /// What was answered, once all of it is here.
    record Ending(Recipe body, String arrivals) {}

    static byte[] request(RecordEntry.Arrived arrived, @Nullable Recipe body) {
        Writer writer = new Writer();
        RequestHead head = arrived.request();
        writer.line("method", head.method());
        writer.line("path", head.path());
        writer.line("query", head.query());
        writer.line("protocol", head.protocol());
        Caller caller = arrived.caller();
        writer.line("session", caller.sessionId());
        writer.line("agent", caller.agentId());
        writer.line("parent-agent", caller.parentAgentId());
        writer.line("class", caller.requestClass());
        writer.line("model", arrived.model());
        writer.headers(head.headers());
        writer.line("body", body == null ? null : body.toString());
        return writer.bytes();
    }

    static byte[] answer(ResponseHead head) {
        Writer writer = new Writer();
        writer.line("status", Integer.toString(head.status()));
        writer.headers(head.headers());
        return writer.bytes();
    }

    static byte[] ending(Recipe body, String arrivals) {
        Writer writer = new Writer();
        writer.line("body", body.toString());
        writer.line("arrivals", arrivals);
        return writer.bytes();
    }

    static Request readRequest(byte[] area, int from) throws StoreException {
        Lines lines = new Lines(area, from);
        RequestHead head =
                new RequestHead(
                        lines.required("method"),
                        lines.required("path"),
                        lines.optional("query"),
                        lines.required("protocol"),
                        lines.headers());
        Caller caller =
                new Caller(
                        lines.optional("session"),
                        lines.optional("agent"),
                        lines.optional("parent-agent"),
                        lines.optional("class"));
        String body = lines.optional("body");
        return new Request(
                head, caller, lines.optional("model"), body == null ? null : Recipe.parse(body));
    }

    static ResponseHead readAnswer(byte[] area, int from) throws StoreException {
        Lines lines = new Lines(area, from);
        return new ResponseHead(Integer.parseInt(lines.required("status")), lines.headers());
    }

    static Ending readEnding(byte[] area, int from) throws StoreException {
        Lines lines = new Lines(area, from);
        return new Ending(Recipe.parse(lines.required("body")), lines.required("arrivals"));
    }

    /// Where the text that starts here ends, its empty line included.
    static int end(byte[] area, int from) throws StoreException {
        for (int i = from; i < area.length; i++) {
            if (area[i] == '\n' && (i == from || area[i - 1] == '\n')) {
                return i + 1;
            }
        }
        throw new StoreException("a record is cut off");
    }

    private static final class Writer {
        private final StringBuilder text = new StringBuilder();

        void line(String name, @Nullable String value) {
            if (value != null) {
                text.append(name).append(' ').append(escape(value)).append('\n');
            }
        }

        void headers(Headers headers) {
            for (Header header : headers.lines()) {
                line(HEADER, header.name() + SEPARATOR + header.value());
            }
        }

        byte[] bytes() {
            return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        }

        private static String escape(String value) {
            if (value.indexOf('\n') < 0 && value.indexOf('\\') < 0) {
                return value;
            }
            return value.replace("\\", "\\\\").replace("\n", "\\n");
        }
    }

    private static final class Lines {
        private final List<String> lines;

        Lines(byte[] area, int from) throws StoreException {
            int length = end(area, from) - from;
            lines = List.of(new String(area, from, length, StandardCharsets.UTF_8).split("\n", -1));
        }

        String required(String name) throws StoreException {
            String value = optional(name);
            if (value == null) {
                throw new StoreException("a record has no " + name);
            }
            return value;
        }

        @Nullable String optional(String name) {
            for (String line : lines) {
                if (line.startsWith(name) && line.startsWith(" ", name.length())) {
                    return unescape(line.substring(name.length() + 1));
                }
            }
            return null;
        }

        Headers headers() {
            List<Header> headers = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith(HEADER + " ")) {
                    String header = unescape(line.substring(HEADER.length() + 1));
                    int colon = header.indexOf(SEPARATOR);
                    headers.add(
                            new Header(
                                    header.substring(0, colon),
                                    header.substring(colon + SEPARATOR.length())));
                }
            }
            return new Headers(headers);
        }

        private static String unescape(String value) {
            if (value.indexOf('\\') < 0) {
                return value;
            }
            StringBuilder plain = new StringBuilder(value.length());
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '\\' && ++i < value.length()) {
                    c = value.charAt(i) == 'n' ? '\n' : value.charAt(i);
                }
                plain.append(c);
            }
            return plain.toString();
        }
    }
}
