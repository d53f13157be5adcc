package dev.ccproxy.data.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccproxy.data.cost.Price;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.message.Answer;
import dev.ccproxy.message.StopReason;
import dev.ccproxy.message.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a request and its answer apart, as much of it as was asked for.
final class ContentView {
    /// Characters of English text and code that make a token, roughly.
    private static final int CHARACTERS_PER_TOKEN = 4;

    private static final List<String> PARTS = List.of("model", "tools", "system", "messages");

    private final JsonNode body;
    private final Prompt prompt;
    private final @Nullable Usage usage;
    private final double tokensPerCharacter;

    private ContentView(JsonNode body, @Nullable Usage usage) {
        this.body = body;
        this.prompt = Prompt.of(body);
        this.usage = usage;
        long weight = prompt.weight();
        this.tokensPerCharacter =
                usage == null || weight == 0
                        ? 1.0 / CHARACTERS_PER_TOKEN
                        : (double) usage.totalInputTokens() / weight;
    }

    /// @param from the first message to show
    /// @param limit how many messages at the most
    static RequestContent of(
            JsonNode body, @Nullable Answer answer, Prices prices, int from, int limit) {
        Usage usage = answer == null || answer.usage().equals(Usage.NONE) ? null : answer.usage();
        return new ContentView(body, usage).content(answer, prices, from, limit);
    }

    private RequestContent content(@Nullable Answer answer, Prices prices, int from, int limit) {
        String model = body.path("model").textValue();
        Price price = prices.of(answer == null || answer.model() == null ? model : answer.model());
        int count = body.path("messages").size();
        return new RequestContent(
                model,
                parameters(),
                items(PromptPart.TOOLS),
                items(PromptPart.SYSTEM),
                messages(from, limit),
                count,
                from + limit < count ? from + limit : null,
                usage != null,
                answer == null ? null : reply(answer),
                usage == null ? null : RequestContent.Tokens.of(usage),
                usage == null || price == null ? null : price.cost(usage),
                usage == null || price == null ? null : price.cacheEffect(usage));
    }

    private JsonNode parameters() {
        ObjectNode rest = body.deepCopy();
        return rest.remove(PARTS);
    }

    private List<RequestContent.Item> items(PromptPart part) {
        return prompt.blocks().stream()
                .filter(block -> block.part() == part)
                .map(this::item)
                .toList();
    }

    private List<RequestContent.Turn> messages(int from, int limit) {
        List<RequestContent.Turn> turns = new ArrayList<>();
        int end = Math.min(body.path("messages").size(), from + limit);
        for (int i = from; i < end; i++) {
            String role = body.path("messages").path(i).path("role").asText();
            turns.add(new RequestContent.Turn(i, role, new ArrayList<>()));
        }
        for (PromptBlock block : prompt.blocks()) {
            if (block.part() == PromptPart.MESSAGES
                    && block.index() >= from
                    && block.index() < end) {
                turns.get(block.index() - from).blocks().add(item(block));
            }
        }
        return turns;
    }

    private RequestContent.Item item(PromptBlock block) {
        return new RequestContent.Item(
                block.json(),
                Math.round(block.weight() * tokensPerCharacter),
                block.ttl() == null ? null : block.ttl().toSeconds());
    }

    private static RequestContent.Reply reply(Answer answer) {
        StopReason reason = answer.stopReason();
        return new RequestContent.Reply(
                answer.id(),
                answer.model(),
                WireBlocks.json(answer.content()),
                reason == null ? null : reason.code(),
                answer.stopSequence(),
                answer.error(),
                answer.complete());
    }
}
