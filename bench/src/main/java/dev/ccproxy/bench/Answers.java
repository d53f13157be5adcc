package dev.ccproxy.bench;

import java.nio.ByteBuffer;

/// What the mock upstream answers, made once.
///
/// An event carries the time at which it left as `@` and 16 hexadecimal digits, so that whoever
/// reads it knows how long it was on the way: both ends live in one process and share its clock.
final class Answers {
    static final char STAMP = '@';
    static final int STAMP_DIGITS = 16;

    private static final String DIGITS = "0123456789abcdef";
    private static final String BLANK_STAMP = STAMP + "0".repeat(STAMP_DIGITS);
    private static final String HEADERS =
            """
            HTTP/1.1 200 OK\r
            Date: Sun, 22 Nov 2026 12:00:00 GMT\r
            Connection: keep-alive\r
            anthropic-organization-id: 00000000-0000-4000-8000-000000000000\r
            anthropic-ratelimit-unified-status: allowed\r
            anthropic-ratelimit-unified-reset: 1795348800\r
            request-id: req_011CVbench0000000000000000\r
            cf-cache-status: DYNAMIC\r
            Server: mock\r
            """;

    private static final String CHAT_CHUNK =
            """
            data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1795348800,\
            "model":"gpt-4o-2024-08-06","service_tier":"default","system_fingerprint":"fp_bench",\
            "choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}

            """;
    private static final String LAST_CHAT_CHUNKS =
            CHAT_CHUNK.formatted("{}", "\"stop\"")
                    + """
                    data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1795348800,\
                    "model":"gpt-4o-2024-08-06","choices":[],"usage":{"prompt_tokens":900,\
                    "completion_tokens":100,"total_tokens":1000,"prompt_tokens_details":\
                    {"cached_tokens":600}}}

                    data: [DONE]

                    """;

    private static final String EVENT =
            """
            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s of words"}}

            """
                    .formatted(BLANK_STAMP);
    private static final String FIRST_EVENTS =
            """
            event: message_start
            data: {"type":"message_start","message":{"model":"claude-sonnet-4-5-20250929","id":"msg_01bench",\
            "type":"message","role":"assistant","content":[],"stop_reason":null,"stop_sequence":null,\
            "usage":{"input_tokens":4,"cache_creation_input_tokens":517,"cache_read_input_tokens":48213,\
            "output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            """;
    private static final String LAST_EVENTS =
            """
            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
            "usage":{"output_tokens":100}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    private Answers() {}

    /// The body of the answer that is not streamed: 1,400 bytes.
    static ByteBuffer messageBody() {
        String start =
                """
                {"model":"claude-sonnet-4-5-20250929","id":"msg_01bench","type":"message",\
                "role":"assistant","content":[{"type":"text","text":"\
                """;
        String end =
                """
                "}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":4,\
                "cache_creation_input_tokens":517,"cache_read_input_tokens":48213,"output_tokens":300}}\
                """;
        int room = 1_400 - start.length() - end.length();
        return direct(start + "What the model says. ".repeat(room).substring(0, room) + end);
    }

    static ByteBuffer message() {
        ByteBuffer body = messageBody();
        String head =
                HEADERS
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.remaining()
                        + "\r\n\r\n";
        byte[] bytes = Wire.bytes(head);
        return ByteBuffer.allocateDirect(bytes.length + body.remaining())
                .put(bytes)
                .put(body)
                .flip();
    }

    /// The two APIs that the mock speaks.
    enum Form {
        MESSAGES(
                FIRST_EVENTS,
                EVENT,
                LAST_EVENTS,
                """
                {"id":"msg_01bench","type":"message","role":"assistant","model":"claude-sonnet-4-5",\
                "content":[{"type":"text","text":"%s!"}],"stop_reason":"end_turn","stop_sequence":null,\
                "usage":{"input_tokens":4,"output_tokens":3}}\
                """),
        CHAT(
                CHAT_CHUNK.formatted("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
                CHAT_CHUNK.formatted("{\"content\":\"" + BLANK_STAMP + " of words\"}", "null"),
                LAST_CHAT_CHUNKS,
                """
                {"id":"chatcmpl-bench","object":"chat.completion","created":1795348800,\
                "model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant",\
                "content":"%s!"},"finish_reason":"stop"}],"usage":{"prompt_tokens":4,\
                "completion_tokens":3,"total_tokens":7}}\
                """);

        private final String first;
        private final String event;
        private final String last;
        private final String receipt;

        Form(String first, String event, String last, String receipt) {
            this.first = first;
            this.event = event;
            this.last = last;
            this.receipt = receipt.formatted(BLANK_STAMP);
        }

        ByteBuffer streamStart() {
            return direct(
                    HEADERS
                            + "Content-Type: text/event-stream; charset=utf-8\r\n"
                            + "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + chunk(first));
        }

        /// One event in a chunk of its own, its stamp blank.
        ByteBuffer event() {
            return direct(chunk(event));
        }

        ByteBuffer streamEnd() {
            return direct(chunk(last) + "0\r\n\r\n");
        }

        /// An answer that is not streamed and has room for a stamp.
        ByteBuffer receipt() {
            return direct(
                    HEADERS
                            + "Content-Type: application/json\r\nContent-Length: "
                            + receipt.length()
                            + "\r\n\r\n"
                            + receipt);
        }
    }

    /// The body of a stream with so many events, with blank stamps.
    static ByteBuffer streamBody(int events) {
        return direct(FIRST_EVENTS + EVENT.repeat(events) + LAST_EVENTS);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = Wire.bytes(text);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /// Writes a time into the first stamp of `event`.
    static void stamp(ByteBuffer event, long nanos) {
        int at = findStamp(event, 0, event.limit());
        for (int i = STAMP_DIGITS - 1; i >= 0; i--) {
            event.put(at + 1 + i, (byte) DIGITS.charAt((int) (nanos >>> (4 * (15 - i))) & 15));
        }
    }

    /// Reads the stamp that starts at `at` and blanks it.
    static long takeStamp(ByteBuffer body, int at) {
        long nanos = 0;
        for (int i = 1; i <= STAMP_DIGITS; i++) {
            nanos = (nanos << 4) | Character.digit(body.get(at + i), 16);
            body.put(at + i, (byte) '0');
        }
        return nanos;
    }

    /// Where the next stamp starts that is whole before `end`, or -1.
    static int findStamp(ByteBuffer body, int start, int end) {
        for (int at = start; at + STAMP_DIGITS < end; at++) {
            if (body.get(at) == STAMP) {
                return at;
            }
        }
        return -1;
    }
}
