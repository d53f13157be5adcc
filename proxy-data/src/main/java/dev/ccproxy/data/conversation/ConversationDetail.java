package dev.ccproxy.data.conversation;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A conversation with the agents that it called and the branches of its history.
@Schema(description = "A conversation, its agents, and the branches of its history")
public record ConversationDetail(
        ConversationSummary summary,
        @Schema(description = "The agents that it called, and those that they called")
                List<ConversationSummary> agents,
        @Schema(
                        description =
                                "Its history in the order in which it came to be: more than one"
                                        + " where it was taken back, edited or compacted")
                List<Branch> branches,
        @Schema(description = "Requests of its session that stand beside any conversation")
                List<SideRequests> sideRequests) {

    /// How many side requests of a kind there were.
    @Schema(description = "How many side requests of a kind there were")
    public record SideRequests(
            RequestClass kind, long requests, Tokens tokens, Spending spending) {}
}
