package dev.ccproxy.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Reads an event stream from bytes that come in pieces of any size.
///
/// Lines may end in LF, CRLF or CR and may be split anywhere, also within a character. A line that
/// is longer than the limit is cut there, so that no stream can take up all memory.
///
/// @see <a
///   href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">
///   The standard</a>
public final class SseParser {
    private static final int MAX_EVENT_BYTES = 32 << 20;

    private final Consumer<SseEvent> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private boolean hasData;
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    /// @param events is given each event once its closing empty line has come
    public SseParser(Consumer<SseEvent> events) {
        this.events = events;
    }

    /// Takes the next bytes of the stream.
    public void accept(byte[] bytes) {
        accept(bytes, 0, bytes.length);
    }

    /// Takes the next `length` bytes of the stream.
    public void accept(byte[] bytes, int offset, int length) {
        int start = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (b != '\n' && b != '\r') {
                afterCarriageReturn = false;
                continue;
            }
            boolean secondHalfOfCrlf = b == '\n' && afterCarriageReturn;
            if (!secondHalfOfCrlf) {
                endLine(bytes, start, i);
            }
            afterCarriageReturn = b == '\r';
            start = i + 1;
        }
        append(bytes, start, end);
    }

    private void append(byte[] bytes, int from, int to) {
        int room = MAX_EVENT_BYTES - line.size();
        line.write(bytes, from, Math.min(to - from, room));
    }

    /// Takes the end of a line, which mostly is all of it.
    private void endLine(byte[] bytes, int from, int to) {
        if (line.size() == 0 && to - from <= MAX_EVENT_BYTES) {
            endLine(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } else {
            append(bytes, from, to);
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            endLine(text);
        }
    }

    private void endLine(String line) {
        String text = line;
        if (atStart) {
            atStart = false;
            text = line.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            endEvent();
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        if (name.equals("event")) {
            type = value;
        } else if (name.equals("data") && data.length() + value.length() < MAX_EVENT_BYTES) {
            if (hasData) {
                data.append('\n');
            }
            hasData = true;
            data.append(value);
        }
    }

    private void endEvent() {
        if (hasData) {
            events.accept(new SseEvent(type.isEmpty() ? "message" : type, data.toString()));
        }
        type = "";
        data.setLength(0);
        hasData = false;
    }
}
