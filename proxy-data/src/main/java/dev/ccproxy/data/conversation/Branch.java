package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ccproxy.exchange.ExchangeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A stretch of a conversation's history that was gone on with unbroken.
@Schema(description = "A stretch of a conversation's history that was gone on with unbroken")
public record Branch(
        Kind kind,
        @Schema(
                        description =
                                "The message after which it leaves the history before; null where"
                                        + " nothing of that is left",
                        nullable = true)
                @Nullable Long forkedAfter,
        @Schema(description = "Its last message; the `tip` of the list of messages") long tip,
        @Schema(description = "Its first request", examples = "1QFKB6H2M0G01") String firstRequest,
        @Schema(description = "Its requests") int requests) {

    /// How a branch began.
    @Schema(
            name = "BranchKind",
            enumeration = {"start", "rewind", "edit", "compaction", "restart"},
            description =
                    "`start` the first one; `rewind` messages were taken back; `edit` messages in"
                            + " the midst were changed; `compaction` a summary took the history's"
                            + " place; `restart` nothing of the history before is left")
    public enum Kind {
        START,
        REWIND,
        EDIT,
        COMPACTION,
        RESTART;

        /// Its name in the API, for example `rewind`.
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A message's place.
    ///
    /// @param parent the node before it; null for a first message
    record Node(@Nullable Long parent, int depth, MessageKind kind) {}

    /// A request of the conversation.
    ///
    /// @param leaf the node of its last message
    /// @param answer the node of its answer; null where there is none
    record Request(long id, long leaf, @Nullable Long answer) {}

    /// Finds the branches.
    ///
    /// @param nodes by their numbers
    /// @param requests in the order in which they were sent
    static List<Branch> of(Map<Long, Node> nodes, List<Request> requests) {
        List<Branch> branches = new ArrayList<>();
        Map<Long, Integer> ends = new HashMap<>(); // leaf of a branch's last request, to its index
        Set<Long> seen = new HashSet<>();
        int depthBefore = 0;
        for (Request request : requests) {
            Long at = request.leaf;
            Node root = null;
            while (at != null && !seen.contains(at)) {
                seen.add(at);
                root = nodes.get(at);
                at = root == null ? null : root.parent;
            }
            Node leaf = nodes.get(request.leaf);
            int depth = leaf == null ? 0 : leaf.depth;
            Integer continued = at == null ? null : ends.remove(at);
            if (continued == null) {
                Kind kind = branches.isEmpty() ? Kind.START : kind(at, root, depth <= depthBefore);
                continued = branches.size();
                branches.add(new Branch(kind, at, 0, new ExchangeId(request.id).toString(), 0));
            }
            branches.set(continued, branches.get(continued).extended(request));
            ends.put(request.leaf, continued);
            depthBefore = depth;
        }
        return branches;
    }

    private static Kind kind(@Nullable Long fork, @Nullable Node root, boolean shorter) {
        if (fork == null) {
            boolean summed = root != null && root.kind == MessageKind.CONTINUATION;
            return summed ? Kind.COMPACTION : Kind.RESTART;
        }
        return shorter ? Kind.REWIND : Kind.EDIT;
    }

    private Branch extended(Request request) {
        long end = request.answer == null ? request.leaf : request.answer;
        return new Branch(kind, forkedAfter, end, firstRequest, requests + 1);
    }
}
