package dev.ccproxy.data.live;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/// Puts live events into the form of the wire.
///
/// @param reconnectDelayMillis after how long a browser should come back
record SseEvents(Sse sse, long reconnectDelayMillis) {
    private static final String NO_DATA = "{}";

    OutboundSseEvent format(LiveEvent event) {
        return switch (event) {
            case LiveEvent.Ready(long revision) ->
                    named("ready", NO_DATA).id(Long.toString(revision)).build();
            case LiveEvent.Resumed(long revision) ->
                    named("resumed", NO_DATA).id(Long.toString(revision)).build();
            case LiveEvent.Reset(long revision) ->
                    named("reset", NO_DATA).id(Long.toString(revision)).build();
            case LiveEvent.Exchanged exchanged ->
                    named(exchanged.name(), exchanged.exchange())
                            .id(Long.toString(exchanged.revision()))
                            .build();
            case LiveEvent.Answered(var progress) -> named("answer", progress).build();
            case LiveEvent.Indexed(var place) -> named("indexed", place).build();
            case LiveEvent.Deleted(long revision, var exchange) ->
                    named("deleted", exchange).id(Long.toString(revision)).build();
            case LiveEvent.Unavailable() -> named("unavailable", NO_DATA).build();
            case LiveEvent.Heartbeat() -> sse.newEventBuilder().comment("still here").build();
        };
    }

    private OutboundSseEvent.Builder named(String name, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .reconnectDelay(reconnectDelayMillis)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data);
    }
}
