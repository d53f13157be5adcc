package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.Header;
import dev.ccproxy.exchange.Headers;
import dev.ccproxy.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of an exchange, as text: lines of a name, a space and a value, and an empty line
/// after the last. Of the texts of one exchange and of its neighbours most is the same, so that it
/// takes little room once it is compressed.
final class RecordText {
    static final String HEADER = "header";
    private static final String SEPARATOR = ": ";

    private RecordText() {}

    /// Takes the lines of a text.
    @FunctionalInterface
    interface LineReader {
        void read(String name, String value) throws StoreException;
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

    static Header header(String line) {
        int colon = line.indexOf(SEPARATOR);
        return new Header(line.substring(0, colon), line.substring(colon + SEPARATOR.length()));
    }

    /// The values of a line that holds several.
    static List<String> fields(String value, int count) throws StoreException {
        List<String> fields = List.of(value.split("\t", -1));
        if (fields.size() != count) {
            throw new StoreException("not %d fields: %s".formatted(count, value));
        }
        return fields;
    }

    static final class Writer {
        /// Most texts find room in it at once.
        private final StringBuilder text = new StringBuilder(2_048);

        void line(String name, @Nullable String value) {
            if (value != null) {
                text.append(name).append(' ').append(escape(value)).append('\n');
            }
        }

        void headers(Headers headers) {
            for (Header header : headers.lines()) {
                text.append(HEADER).append(' ').append(escape(header.name()));
                text.append(SEPARATOR).append(escape(header.value())).append('\n');
            }
        }

        /// Values that belong together, separated by tabs.
        void fields(String name, String... values) {
            line(
                    name,
                    Stream.of(values)
                            .map(value -> value.replace('\t', ' '))
                            .collect(Collectors.joining("\t")));
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

    static final class Lines {
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
                    headers.add(header(unescape(line.substring(HEADER.length() + 1))));
                }
            }
            return new Headers(headers);
        }

        /// The lines in order.
        void forEach(LineReader reader) throws StoreException {
            for (String line : lines) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    reader.read(line.substring(0, space), unescape(line.substring(space + 1)));
                }
            }
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
