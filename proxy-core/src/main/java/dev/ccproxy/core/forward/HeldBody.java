package dev.ccproxy.core.forward;

import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;

/// A request's body that is held back until it is known where it goes. It stays in the pieces that
/// came, as they are on record, too: a buffer that grows would be copied several times.
final class HeldBody {
    private final CompositeByteBuf pieces = Unpooled.compositeBuffer(Integer.MAX_VALUE);
    private Buffer whole = BufferImpl.buffer(pieces);

    void add(Buffer piece) {
        pieces.addComponent(true, ((BufferImpl) piece).byteBuf());
    }

    /// Takes what is to go instead.
    ///
    /// @return whether that is something else
    boolean becomes(Buffer other) {
        boolean differs = !other.equals(whole);
        whole = other;
        return differs;
    }

    /// What came so far, or what is to go instead.
    Buffer whole() {
        return whole;
    }
}
