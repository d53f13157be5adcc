package dev.ccproxy.bench;

import java.nio.ByteBuffer;
import java.util.Random;

/// Requests of about 200 KB as one agent sends them: the whole history each time, a bit longer each
/// time.
///
/// A conversation starts at 150 KB (system prompt and tools 40 KB, the rest tool rounds of an
/// earlier hour), gains one tool round of about 1.6 KB per request, its `cache_control` moving to
/// the newest block, and gives way to a new session with other words at 250 KB.
final class Conversations implements Requests {
    private static final int START = 150_000;
    private static final int END = 250_000;
    private static final int SYSTEM_AND_TOOLS = 40_000;
    private static final int LINES_PER_RESULT = 20;
    private static final byte[] CACHE_CONTROL =
            Wire.bytes(",\"cache_control\":{\"type\":\"ephemeral\"}");
    private static final byte[] END_OF_ROUND = Wire.bytes("}]}");

    private final Text text;
    private final int begin;
    private final int end;
    private final ByteBuffer messages;
    private final ByteBuffer rest;
    private final ByteBuffer[] request = new ByteBuffer[3];
    private RequestHead head = new RequestHead("");
    private int round;

    Conversations(Random random) {
        this(random, START, END);
    }

    private Conversations(Random random, int begin, int end) {
        this.begin = begin;
        this.end = end;
        messages = ByteBuffer.allocateDirect(end + 20_000);
        text = Text.ofWords(random);
        rest = systemAndTools();
        startSession();
    }

    /// The body of one such request of about this many bytes.
    static byte[] body(Random random, int size) {
        ByteBuffer[] request = new Conversations(random, size, size + START).next();
        byte[] body = new byte[request[1].remaining() + request[2].remaining()];
        request[1].get(body, 0, request[1].remaining());
        request[2].get(body, body.length - request[2].remaining(), request[2].remaining());
        return body;
    }

    @Override
    public ByteBuffer[] next() {
        if (messages.position() + rest.capacity() > end) {
            startSession();
        }
        closeRound();
        appendRound();
        int mark = messages.position();
        messages.put(CACHE_CONTROL).put(END_OF_ROUND);
        int length = messages.position() + rest.capacity();
        request[0] = head.withLength(length);
        request[1] = messages.slice(0, messages.position());
        request[2] = rest.rewind();
        messages.position(mark);
        return request;
    }

    private void startSession() {
        head = new RequestHead("");
        round = 0;
        messages.clear()
                .put(Wire.bytes("{\"model\":\"claude-sonnet-4-5-20250929\",\"messages\":["))
                .put(Wire.bytes("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""));
        text.append(messages, 400);
        messages.put(Wire.bytes("\""));
        while (messages.position() + rest.capacity() < begin) {
            closeRound();
            appendRound();
        }
    }

    private void closeRound() {
        messages.put(END_OF_ROUND).put((byte) ',');
    }

    /// The model reads a file, and gets it. The last block stays open.
    private void appendRound() {
        String id = "toolu_01bench%08d".formatted(round++);
        messages.put(
                Wire.bytes("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\""));
        text.append(messages, 120);
        messages.put(Wire.bytes("\"},{\"type\":\"tool_use\",\"id\":\"" + id))
                .put(Wire.bytes("\",\"name\":\"Read\",\"input\":{\"file_path\":\"/src/"));
        text.append(messages, 40);
        messages.put(Wire.bytes("\"}}]},{\"role\":\"user\",\"content\":[{\"tool_use_id\":\"" + id))
                .put(Wire.bytes("\",\"type\":\"tool_result\",\"content\":\""));
        for (int line = 1; line <= LINES_PER_RESULT; line++) {
            messages.put(Wire.bytes(line + "\\t"));
            text.append(messages, 55);
            messages.put(Wire.bytes("\\n"));
        }
        messages.put(Wire.bytes("\""));
    }

    private static ByteBuffer systemAndTools() {
        Text fixed = Text.ofWords(new Random(1));
        ByteBuffer all = ByteBuffer.allocateDirect(SYSTEM_AND_TOOLS + 1_000);
        all.put(Wire.bytes("],\"system\":[{\"type\":\"text\",\"text\":\""));
        fixed.append(all, 7_000);
        all.put(Wire.bytes("\"}],\"tools\":["));
        for (int tool = 0; tool < 12; tool++) {
            all.put(Wire.bytes((tool == 0 ? "" : ",") + "{\"name\":\"Tool" + tool))
                    .put(Wire.bytes("\",\"description\":\""));
            fixed.append(all, 2_600);
            all.put(Wire.bytes("\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}"));
        }
        return all.put(Wire.bytes("],\"max_tokens\":32000,\"stream\":false}")).flip().slice();
    }
}
