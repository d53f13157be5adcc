package dev.ccproxy.data.live;

import dev.ccproxy.data.conversation.ExchangePlace;
import dev.ccproxy.data.conversation.ExchangePlaces;
import dev.ccproxy.data.exchange.ExchangeSummary;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.recording.Recording;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What is happening, as server-sent events.
@Path("/api/live")
@Tag(name = "Live", description = "What is happening, told as it happens")
class LiveResource {
    private static final long RECONNECT_DELAY_MILLIS = 1_000;

    private final Recording recording;
    private final ChangeSignal signal;
    private final LiveConfig config;
    private final LiveAnswers answers;
    private final Index index;
    private final ExchangePlaces places;
    private final Executor waiting =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("live-", 0).factory());

    LiveResource(
            Recording recording,
            ChangeSignal signal,
            LiveConfig config,
            LiveAnswers answers,
            Index index,
            ExchangePlaces places) {
        this.recording = recording;
        this.signal = signal;
        this.config = config;
        this.answers = answers;
        this.index = index;
        this.places = places;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "listen",
            summary = "What happens to exchanges, as it happens",
            description =
                    """
                    Server-sent events. `ready` comes first: whatever is read from then on is at \
                    least as new as where the stream goes on; what is in flight follows at once. \
                    `started`, `updated` and `finished` hold the exchange as it is now \
                    (ExchangeSummary); states that a slow reader missed are left out, the last one \
                    never. `answer` brings what was said in an answer since the last one \
                    (AnswerProgress), decoded; the last of them may come after `finished`. \
                    `indexed` tells to which conversation and turn an exchange belongs \
                    (ExchangePlace), once while it is in flight and again, with what it took, \
                    after its end. `deleted` holds the id of an exchange that is no longer on \
                    record. `reset` says that the reader has to read everything anew, \
                    `unavailable` that the record cannot be read for the moment. With \
                    `Last-Event-ID` the stream goes on where it broke off and begins with \
                    `resumed`, or with `reset` where it cannot; answers in flight are then told \
                    from their beginning again.\
                    """)
    @APIResponse(
            responseCode = "200",
            description =
                    "The data of `started`, `updated` and `finished`; of `answer`; of `indexed`",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema =
                                    @Schema(
                                            anyOf = {
                                                ExchangeSummary.class,
                                                AnswerProgress.class,
                                                ExchangePlace.class
                                            })))
    public Multi<OutboundSseEvent> listen(
            @Parameter(description = "The id of the last event that came")
                    @HeaderParam("Last-Event-ID")
                    @Nullable String lastEventId,
            @Parameter(hidden = true) @Context Sse sse) {
        Following following = new Following(answers, index, places);
        Listener listener =
                new Listener(recording, signal, config, following, revisionIn(lastEventId));
        SseEvents format = new SseEvents(sse, RECONNECT_DELAY_MILLIS);
        return Multi.createBy()
                .repeating()
                .uni(() -> waitFor(listener))
                .indefinitely()
                .onItem()
                .transformToIterable(events -> events)
                .map(format::format)
                .onSubscription()
                .invoke(signal::listenerCame)
                .onTermination()
                .invoke(signal::listenerWent);
    }

    private Uni<List<LiveEvent>> waitFor(Listener listener) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return listener.next();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return List.<LiveEvent>of();
                    }
                })
                .runSubscriptionOn(waiting);
    }

    private static @Nullable Long revisionIn(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? null : Long.valueOf(lastEventId);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
