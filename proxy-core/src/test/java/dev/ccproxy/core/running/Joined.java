package dev.ccproxy.core.running;

import dev.ccproxy.fixtures.upstream.Event;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// Events as they are in a body.
final class Joined {
    private Joined() {}

    static byte[] bytes(List<Event> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        events.forEach(event -> all.writeBytes(event.bytes()));
        return all.toByteArray();
    }
}
