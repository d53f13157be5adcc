package dev.ccproxy.core.forward;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/// How connections are made and kept, on both sides.
final class Connections {
    private static final int MAX_HEAD_BYTES = 48 << 10;
    private static final int MAX_LINE_BYTES = 16 << 10;
    private static final int CHUNK_BYTES = 64 << 10;
    private static final int CONNECT_TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(10);
    private static final int KEEP_ALIVE_SECONDS = 55;

    /// Far above what a team needs, and above the 2,000 concurrent streams that must be possible.
    private static final int MAX_CONNECTIONS = 8_192;

    /// Writes that are gathered before they are flushed, at the latest at the end of the event
    /// loop's turn.
    private static final int FLUSH_AFTER_WRITES = 64;

    private Connections() {}

    static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setAcceptBacklog(MAX_CONNECTIONS)
                .setReuseAddress(true);
    }

    static HttpClient client(Vertx vertx, boolean tls) {
        return vertx.httpClientBuilder()
                .with(clientOptions(tls))
                .with(poolOptions())
                .withConnectHandler(Connections::gatherFlushes)
                .build();
    }

    /// The builder heeds no pool sizes but these; without them it stops at five connections.
    private static PoolOptions poolOptions() {
        return new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setHttp2MaxSize(MAX_CONNECTIONS);
    }

    private static HttpClientOptions clientOptions(boolean tls) {
        return new HttpClientOptions()
                .setUseAlpn(tls)
                .setProtocolVersion(tls ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxChunkSize(CHUNK_BYTES);
    }

    static void gatherFlushes(HttpConnection connection) {
        ((ConnectionBase) connection)
                .channel()
                .pipeline()
                .addFirst(new FlushConsolidationHandler(FLUSH_AFTER_WRITES, true));
    }
}
