package dev.ccproxy.bench;

import java.nio.ByteBuffer;

/// Where a connection gets its requests from, one after the other. Each connection has its own.
@FunctionalInterface
interface Requests {
    /// The next request, ready to be written: its head and the pieces of its body. The buffers are
    /// used again for the request after it.
    ByteBuffer[] next();

    /// The same body again and again.
    static Requests repeat(String query, byte[] body) {
        return repeat(new RequestHead(query), body);
    }

    static Requests repeat(RequestHead head, byte[] body) {
        ByteBuffer direct = ByteBuffer.allocateDirect(body.length).put(body).flip();
        ByteBuffer[] request = {head.withLength(body.length), direct};
        return () -> {
            request[0].rewind();
            request[1].rewind();
            return request;
        };
    }

    /// 2 KB: a short prompt without tools, as side calls send it.
    static byte[] smallBody() {
        String start =
                """
                {"model":"claude-haiku-4-5-20251001","messages":[{"role":"user","content":[{"type":"text",\
                "text":"\
                """;
        String end =
                """
                "}]}],"system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2.1.330.abc; \
                cc_entrypoint=cli;"}],"metadata":{"user_id":"{\\"device_id\\":\\"bench\\"}"},\
                "max_tokens":512,"stream":false}\
                """;
        int room = 2_048 - start.length() - end.length();
        return Wire.bytes(start + "Words of a prompt. ".repeat(room).substring(0, room) + end);
    }
}
