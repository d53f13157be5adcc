package dev.ccproxy.core.encoding;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.compression.ZstdDecoder;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Undoes what `Content-Encoding` did to a body, piece by piece as it comes: gzip, deflate and
/// zstd.
public final class ContentDecoder implements AutoCloseable {
    private static final int PIECE_BYTES = 64 << 10;

    private final @Nullable EmbeddedChannel channel;

    private ContentDecoder(@Nullable ChannelHandler decoder) {
        channel = decoder == null ? null : new EmbeddedChannel(decoder);
    }

    /// The decoder for a coding; empty where there is none for it.
    ///
    /// @param coding the value of `Content-Encoding`; null where there is no such header
    public static Optional<ContentDecoder> of(@Nullable String coding) {
        return switch (coding == null ? "identity" : coding.toLowerCase(Locale.ROOT).strip()) {
            case "identity", "" -> Optional.of(new ContentDecoder(null));
            case "gzip", "x-gzip" ->
                    Optional.of(
                            new ContentDecoder(new JdkZlibDecoder(ZlibWrapper.GZIP, PIECE_BYTES)));
            case "deflate" ->
                    Optional.of(
                            new ContentDecoder(
                                    new JdkZlibDecoder(ZlibWrapper.ZLIB_OR_NONE, PIECE_BYTES)));
            case "zstd" -> Optional.of(new ContentDecoder(new ZstdDecoder()));
            default -> Optional.empty();
        };
    }

    /// Decodes the next bytes, and hands on what they were, in as many pieces as it takes.
    ///
    /// @throws IOException if they are not what the coding says
    public void decode(byte[] bytes, Consumer<byte[]> out) throws IOException {
        EmbeddedChannel decoder = channel;
        if (decoder == null) {
            out.accept(bytes);
            return;
        }
        try {
            decoder.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (DecompressionException e) {
            throw new IOException("the body is not encoded as its header says", e);
        }
        for (ByteBuf piece = decoder.readInbound(); piece != null; piece = decoder.readInbound()) {
            byte[] decoded = new byte[piece.readableBytes()];
            piece.readBytes(decoded);
            piece.release();
            out.accept(decoded);
        }
    }

    /// Gives the memory back.
    @Override
    public void close() {
        if (channel != null) {
            channel.finishAndReleaseAll();
        }
    }
}
