package dev.ccproxy.bench;

import java.nio.ByteBuffer;
import java.util.UUID;

/// The head of a request as Claude Code sends it, with the length of the body still open.
final class RequestHead {
    private final byte[] start;
    private final ByteBuffer head;

    /// A head that belongs to a session of its own.
    ///
    /// @param query what follows `beta=true`, for example `&digest=1`
    RequestHead(String query) {
        this("/v1/messages?beta=true" + query, "");
    }

    /// @param target path and query
    /// @param more header lines, each with its end
    RequestHead(String target, String more) {
        start =
                Wire.bytes(
                        """
                        POST %s HTTP/1.1\r
                        Accept: application/json\r
                        Content-Type: application/json\r
                        User-Agent: claude-cli/2.1.330 (external, cli)\r
                        X-Claude-Code-Session-Id: %s\r
                        X-Stainless-Arch: x64\r
                        X-Stainless-Lang: js\r
                        X-Stainless-OS: Linux\r
                        X-Stainless-Package-Version: 0.70.0\r
                        X-Stainless-Retry-Count: 0\r
                        X-Stainless-Runtime: node\r
                        X-Stainless-Runtime-Version: v24.3.0\r
                        X-Stainless-Timeout: 600\r
                        anthropic-beta: claude-code-20250219,interleaved-thinking-2025-05-14\r
                        anthropic-dangerous-direct-browser-access: true\r
                        anthropic-version: 2023-06-01\r
                        x-api-key: not-a-key\r
                        x-app: cli\r
                        Connection: keep-alive\r
                        Host: localhost\r
                        Accept-Encoding: gzip, deflate, br, zstd\r
                        %sContent-Length: \
                        """
                                .formatted(target, UUID.randomUUID(), more));
        head = ByteBuffer.allocateDirect(start.length + 16);
    }

    /// The head for a body of this many bytes; the buffer is the same each time.
    ByteBuffer withLength(int length) {
        return head.clear().put(start).put(Wire.bytes(length + "\r\n\r\n")).flip();
    }
}
