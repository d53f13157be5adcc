package dev.ccproxy.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// What any proxy on this network library must at least take: it reads HTTP on both sides, has one
/// connection upstream for each client's, and does nothing else. It records nothing, leaves all
/// headers as they are, and has no pool, no time-outs and no back-pressure.
///
/// A program of its own, so that it has a JVM of its own: `BareRelay PORT UPSTREAM_PORT`.
final class BareRelay extends ChannelInboundHandlerAdapter {
    private static final int LINE_BYTES = 16 << 10;
    private static final int HEAD_BYTES = 48 << 10;
    private static final int CHUNK_BYTES = 64 << 10;

    private final Channel other;

    /// @param other the end to which everything goes that is read at this one
    private BareRelay(Channel other) {
        this.other = other;
    }

    public static void main(String[] arguments) throws InterruptedException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        var upstream = new InetSocketAddress(loopback, Integer.parseInt(arguments[1]));
        new ServerBootstrap()
                .group(new NioEventLoopGroup(Runtime.getRuntime().availableProcessors()))
                .channel(NioServerSocketChannel.class)
                .childHandler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel client) {
                                join(client, upstream);
                            }
                        })
                .bind(loopback, Integer.parseInt(arguments[0]))
                .sync();
    }

    /// Nothing is read from the client before there is somewhere to write it to.
    private static void join(Channel client, InetSocketAddress upstream) {
        client.config().setAutoRead(false);
        ChannelFuture connected =
                new Bootstrap()
                        .group(client.eventLoop())
                        .channel(NioSocketChannel.class)
                        .handler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel server) {
                                        server.pipeline()
                                                .addLast(
                                                        new HttpClientCodec(
                                                                LINE_BYTES,
                                                                HEAD_BYTES,
                                                                CHUNK_BYTES),
                                                        new BareRelay(client));
                                    }
                                })
                        .connect(upstream);
        client.pipeline()
                .addLast(
                        new HttpServerCodec(LINE_BYTES, HEAD_BYTES, CHUNK_BYTES),
                        new BareRelay(connected.channel()));
        connected.addListener(done -> client.config().setAutoRead(true));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        other.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        other.close();
    }
}
