package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.Message;
import dev.ccproxy.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts messages at their places in conversations, and joins calls of tools to their results.
final class MessageIndexing {
    private static final int TITLE_LENGTH = 200;
    private static final Set<String> AGENT_TOOLS = Set.of("Agent", "Task");
    private static final Set<String> FILE_TOOLS =
            Set.of("Read", "Edit", "MultiEdit", "Write", "NotebookEdit");
    private static final int MOST_OF_A_PATH = 1_000;
    private static final String DEFAULT_AGENT = "general-purpose";

    /// Looking for words is many times faster than looking for a pattern.
    private static final String AGENT_WORDS = "agentId: a";

    private static final String NOTIFICATION_WORDS = "<task-id>";
    private static final Pattern AGENT_ID =
            Pattern.compile("^agentId: (a[0-9a-f]{16})\\b", Pattern.MULTILINE);
    private static final Pattern NOTIFICATION =
            Pattern.compile(
                    "<task-id>(a[0-9a-f]{16})</task-id>\\s*<tool-use-id>([^<]{1,100})</tool-use-id>");

    private final TreeStore tree;
    private final CallStore calls;
    private final ConversationStore conversations;
    private final ObjectMapper json;
    private final LongConsumer touched;

    /// @param touched is told of each conversation that has to be summed up again
    MessageIndexing(
            TreeStore tree,
            CallStore calls,
            ConversationStore conversations,
            ObjectMapper json,
            LongConsumer touched) {
        this.tree = tree;
        this.calls = calls;
        this.conversations = conversations;
        this.json = json;
        this.touched = touched;
    }

    /// Where messages came.
    record Place(long session, long conversation, Exchange exchange) {}

    /// Adds those of a request's messages that are new in their conversation.
    ///
    /// @param path hashes of the paths to each of them
    /// @return the node of the last one
    TreeStore.Node request(Place place, RequestBody request, long[] path) throws StoreException {
        int depth = path.length;
        TreeStore.Node at = null;
        while (depth > 0 && at == null) {
            at = tree.find(place.conversation, path[depth - 1]);
            depth -= at == null ? 1 : 0;
        }
        for (int i = depth; i < path.length; i++) {
            at = add(place, request, i, at, path[i]);
        }
        if (at == null) {
            throw new IllegalArgumentException("a request without messages has no place");
        }
        return at;
    }

    private TreeStore.Node add(
            Place place, RequestBody request, int index, TreeStore.@Nullable Node at, long chain)
            throws StoreException {
        MessageFacts facts = request.messages().get(index);
        Content content = request.contents().content(index);
        look(place, facts, content.message());
        long message = tree.message(facts.role(), content.packed());
        return tree.insert(place.conversation, at, chain, message, facts.kind());
    }

    /// Looks for what a new message of the client tells.
    private void look(Place place, MessageFacts facts, Message message) {
        if (facts.kind() == MessageKind.ANSWER) {
            return;
        }
        if (facts.kind() == MessageKind.PROMPT) {
            String title = cut(MessageFacts.prompt(message.content()));
            if (!title.isEmpty()) {
                conversations.title(place.conversation, title);
            }
        }
        for (ContentBlock block : message.content()) {
            if (block instanceof ContentBlock.ToolResult result) {
                result(place, result);
            } else if (block instanceof ContentBlock.Text text) {
                notifications(place, text.text());
            }
        }
    }

    private void result(Place place, ContentBlock.ToolResult result) {
        String agent = null;
        int size = 0;
        for (ContentBlock block : result.content()) {
            if (block instanceof ContentBlock.Text text) {
                if (text.text().contains(AGENT_WORDS)) {
                    Matcher matcher = AGENT_ID.matcher(text.text());
                    agent = matcher.find() ? matcher.group(1) : agent;
                }
                size += bytes(JsonNodeFactory.instance.textNode(text.text())).length;
            }
        }
        calls.insert(
                new CallStore.Result(
                        place.session,
                        place.conversation,
                        place.exchange.id().value(),
                        result.toolUseId(),
                        StepStore.micros(place.exchange.started()),
                        size,
                        result.isError(),
                        agent));
        touchAgent(place.session, agent);
    }

    /// A background agent that has finished is told of in a text.
    private void notifications(Place place, String text) {
        if (!text.contains(NOTIFICATION_WORDS)) {
            return;
        }
        Matcher matcher = NOTIFICATION.matcher(text);
        while (matcher.find()) {
            calls.agent(place.session, matcher.group(2), matcher.group(1));
            touchAgent(place.session, matcher.group(1));
        }
    }

    private void touchAgent(long session, @Nullable String agent) {
        Long conversation = agent == null ? null : conversations.agent(session, agent);
        if (conversation != null) {
            touched.accept(conversation);
        }
    }

    /// Adds an answer behind the request's last message, as far as it came.
    ///
    /// @return its node; null where nothing came
    @Nullable Long answer(Place place, long leaf, Answered answered, Instant ended) {
        TreeStore.Node parent = tree.node(leaf);
        List<ContentBlock> content = answered.answer().content();
        if (content.isEmpty() || parent == null) {
            return null;
        }
        MessageFacts facts = answered.facts();
        long chain = Hash.chain(tree.chain(leaf), facts.identity());
        TreeStore.Node known = tree.find(place.conversation, chain);
        for (ContentBlock block : content) {
            if (block instanceof ContentBlock.ToolUse use) {
                call(place, use, ended);
            }
        }
        if (known != null) {
            return known.id();
        }
        long message = tree.message(facts.role(), answered.content().packed());
        return tree.insert(place.conversation, parent, chain, message, MessageKind.ANSWER).id();
    }

    private void call(Place place, ContentBlock.ToolUse use, Instant ended) {
        boolean agent = AGENT_TOOLS.contains(use.name());
        String prompt = use.input().path("prompt").asText("").strip();
        calls.insert(
                new CallStore.Call(
                        place.session,
                        place.conversation,
                        place.exchange.id().value(),
                        use.id(),
                        use.name(),
                        StepStore.micros(ended),
                        bytes(use.input()).length,
                        file(use),
                        agent ? use.input().path("subagent_type").asText(DEFAULT_AGENT) : null,
                        agent && !prompt.isEmpty() ? Hash.of(prompt) : null));
    }

    private static @Nullable String file(ContentBlock.ToolUse use) {
        if (!FILE_TOOLS.contains(use.name())) {
            return null;
        }
        JsonNode input = use.input();
        String path = input.path("file_path").asText(input.path("notebook_path").asText(""));
        return path.isBlank() || path.length() > MOST_OF_A_PATH ? null : path;
    }

    private byte[] bytes(JsonNode node) {
        return Content.bytes(json, node);
    }

    /// The beginning of a text, on one line.
    static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= TITLE_LENGTH ? line : line.substring(0, TITLE_LENGTH - 1) + "…";
    }
}
