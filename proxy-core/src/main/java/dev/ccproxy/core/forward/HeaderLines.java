package dev.ccproxy.core.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;

/// Goes through the lines of a head as the network layer has them: making a string of each name and
/// value, again each time that one looks, is what costs most about a small request.
public final class HeaderLines {
    private HeaderLines() {}

    /// Hands over each line's name and value, in order.
    public static void forEach(MultiMap headers, BiConsumer<CharSequence, CharSequence> taker) {
        if (headers instanceof HeadersMultiMap raw) {
            Iterator<Map.Entry<CharSequence, CharSequence>> lines = raw.iteratorCharSequence();
            while (lines.hasNext()) {
                Map.Entry<CharSequence, CharSequence> line = lines.next();
                taker.accept(line.getKey(), line.getValue());
            }
        } else {
            for (Map.Entry<String, String> line : headers) {
                taker.accept(line.getKey(), line.getValue());
            }
        }
    }
}
