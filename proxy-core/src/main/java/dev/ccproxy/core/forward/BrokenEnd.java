package dev.ccproxy.core.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/// Ends an answer in a way that no client takes for its proper end.
///
/// Where the length is told or chunks are counted, closing is enough. An HTTP/1.0 client has
/// nothing but the end of the connection to go by, so there it must be a reset.
final class BrokenEnd {
    private BrokenEnd() {}

    static void of(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_1_0) {
            Channel channel = ((ConnectionBase) request.connection()).channel();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.response().reset();
    }
}
