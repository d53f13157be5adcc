package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Conversations: what was said, by whom, turn by turn.
@Path("/api/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations", description = "What was said, by whom, turn by turn")
class ConversationsResource {
    private static final int MAX_LIMIT = 500;
    private static final int MAX_TURNS = 200;

    private final Index index;
    private final ObjectMapper json;

    ConversationsResource(Index index, ObjectMapper json) {
        this.index = index;
        this.json = json;
    }

    @GET
    @Operation(
            operationId = "listConversations",
            summary = "Conversations, the last active first, page by page")
    public ConversationSummary.Page list(
            @Parameter(description = "Only those less recently active; `next` of the page before")
                    @QueryParam("before")
                    @Nullable String before,
            @Parameter(description = "How many at the most")
                    @Schema(minimum = "1", maximum = "500")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    int limit,
            @BeanParam ConversationFilter filter) {
        SessionsResource.checkLimit(limit, MAX_LIMIT);
        Cursor cursor = Cursor.parse("before", before);
        ConversationFilter.Condition condition = filter.condition();
        List<ConversationViewStore.Row<ConversationSummary>> rows =
                index.read(sql ->
                        new ConversationViewStore(sql).conversations(cursor, condition, limit + 1));
        List<ConversationSummary> items =
                rows.stream().limit(limit).map(ConversationViewStore.Row::item).toList();
        String next = null;
        if (rows.size() > limit) {
            ConversationViewStore.Row<ConversationSummary> last = rows.get(limit - 1);
            long at = StepStore.micros(last.item().lastActivityAt());
            next = new Cursor(at, last.id()).toString();
        }
        return new ConversationSummary.Page(items, next);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getConversation",
            summary = "A conversation, its agents, and the branches of its history")
    public ConversationDetail get(@PathParam("id") String id) {
        return index.read(sql -> {
            ConversationViewStore views = new ConversationViewStore(sql);
            ConversationViewStore.Row<ConversationSummary> row = find(sql, id);
            return new ConversationDetail(
                    row.item(),
                    views.agents(row.id(), row.item().id()),
                    views.branches(row.id()),
                    views.sideRequests(row.id()));
        });
    }

    @GET
    @Path("/{id}/turns")
    @Operation(
            operationId = "listTurns",
            summary = "Prompts, and what came of each: requests, calls of tools, the answer")
    public Turn.Page turns(
            @PathParam("id") String id,
            @Parameter(description = "Only those that began later; `next` of the page before")
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(description = "How many at the most")
                    @Schema(minimum = "1", maximum = "200")
                    @QueryParam("limit")
                    @DefaultValue("50")
                    int limit,
            @Parameter(
                            description =
                                    "The last message of the branch; where it is not given, the"
                                            + " turns of all branches")
                    @QueryParam("tip")
                    @Nullable Long tip) {
        SessionsResource.checkLimit(limit, MAX_TURNS);
        long known = after == null ? 0 : exchange(after);
        return index.read(
                sql -> new TurnViewStore(sql, json).turns(find(sql, id).id(), known, limit, tip));
    }

    @GET
    @Path("/{id}/messages/{message}")
    @Operation(operationId = "findMessage", summary = "Where a message stands, and on which branch")
    public MessagePlace message(@PathParam("id") String id, @PathParam("message") long message) {
        return index.read(sql -> {
            MessagePlace place = new PlaceStore(sql).message(find(sql, id).id(), message);
            if (place == null) {
                throw noMessage();
            }
            return place;
        });
    }

    @GET
    @Path("/{id}/messages")
    @Operation(
            operationId = "listMessages",
            summary = "The messages of one branch of a conversation, in order, page by page")
    public MessageView.Page messages(
            @PathParam("id") String id,
            @Parameter(
                            description =
                                    "The last message of the branch; where it is not given, of what"
                                            + " was said last")
                    @QueryParam("tip")
                    @Nullable Long tip,
            @Parameter(description = "The place of the first message to give, from 1")
                    @Schema(minimum = "1")
                    @QueryParam("from")
                    @DefaultValue("1")
                    int from,
            @Parameter(description = "How many at the most")
                    @Schema(minimum = "1", maximum = "500")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    int limit) {
        SessionsResource.checkLimit(limit, MAX_LIMIT);
        if (from < 1) {
            throw new ProblemException(Problem.badRequest("from is not 1 or more."));
        }
        return index.read(sql -> {
            long conversation = find(sql, id).id();
            MessageViewStore messages = new MessageViewStore(sql, json);
            Long end = tip == null ? messages.tip(conversation) : tip;
            if (end == null || !messages.has(conversation, end)) {
                throw noMessage();
            }
            return messages.branch(end, from, limit);
        });
    }

    private static ConversationViewStore.Row<ConversationSummary> find(
            StatementStore sql, String id) {
        ConversationViewStore.Row<ConversationSummary> row =
                new ConversationViewStore(sql).conversation(id);
        if (row == null) {
            throw new ProblemException(
                    Problem.notFound("There is no conversation with this id. Was it deleted?"));
        }
        return row;
    }

    private static ProblemException noMessage() {
        return new ProblemException(
                Problem.notFound("There is no such message in this conversation."));
    }

    private static long exchange(String text) {
        try {
            return ExchangeId.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest("after is not what a page gave as its next."));
        }
    }
}
