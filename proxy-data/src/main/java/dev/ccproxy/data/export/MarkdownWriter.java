package dev.ccproxy.data.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.data.content.Prompt;
import dev.ccproxy.data.content.PromptBlock;
import dev.ccproxy.data.content.PromptPart;
import dev.ccproxy.data.content.WireBlocks;
import dev.ccproxy.data.exchange.ExchangeContents;
import dev.ccproxy.data.exchange.ExchangeSummary;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.message.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A conversation to be read. What a request repeats of the one before it in its thread is left
/// out. All that others wrote stands in fences, where nothing of it can be markup.
final class MarkdownWriter implements ExportWriter {
    private final OutputStream out;
    private final ExchangeContents contents;
    private final Redaction redaction;

    /// The last prompt of each thread, by session and agent.
    private final Map<String, Prompt> last = new HashMap<>();

    MarkdownWriter(OutputStream out, ExchangeContents contents, Redaction redaction) {
        this.out = out;
        this.contents = contents;
        this.redaction = redaction;
        print("# Exchanges on record\n");
    }

    @Override
    public void write(Exchange exchange) {
        ExchangeSummary summary = ExchangeSummary.of(exchange);
        print("\n## " + exchange.started() + " `" + exchange.id() + "`\n\n");
        print(
                "%s, %s, status %s%s\n"
                        .formatted(
                                inline(summary.model() == null ? "no model" : summary.model()),
                                summary.outcome().code(),
                                summary.status() == null ? "none" : summary.status(),
                                summary.agentId() == null
                                        ? ""
                                        : ", agent " + inline(summary.agentId())));
        contents.tryRequestJson(exchange).ifPresent(body -> writePrompt(exchange, body));
        writeAnswer(contents.answer(exchange));
    }

    private void writePrompt(Exchange exchange, JsonNode body) {
        Prompt prompt = Prompt.of(body);
        String thread = exchange.caller().sessionId() + " " + exchange.caller().agentId();
        Prompt before = last.put(thread, prompt);
        int known = before == null ? 0 : prompt.commonWith(before);
        for (PromptBlock block : prompt.blocks().subList(known, prompt.blocks().size())) {
            if (block.part() == PromptPart.SYSTEM) {
                section("system", block.json());
            } else if (block.part() == PromptPart.MESSAGES) {
                section(block.role(), block.json());
            }
        }
    }

    private void writeAnswer(@Nullable Answer answer) {
        if (answer == null) {
            return;
        }
        for (JsonNode block : WireBlocks.json(answer.content())) {
            section("answer", block);
        }
        if (answer.error() != null) {
            print("\n### answer: error\n");
            fence(answer.error().type() + ": " + answer.error().message());
        }
    }

    private void section(String role, JsonNode block) {
        String type = block.path("type").asText();
        String name = block.path("name").asText();
        print("\n### " + inline(role) + ": " + inline(name.isEmpty() ? type : type + " " + name));
        print("\n");
        fence(
                switch (type) {
                    case "text" -> block.path("text").asText();
                    case "thinking" -> block.path("thinking").asText();
                    case "tool_use", "server_tool_use" -> block.path("input").toPrettyString();
                    case "tool_result" -> result(block.path("content"));
                    case "image", "document" -> "(" + type + ")";
                    default -> block.toPrettyString();
                });
    }

    private static String result(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            text.append(
                            block.path("type").asText().equals("text")
                                    ? block.path("text").asText()
                                    : "(" + block.path("type").asText() + ")")
                    .append('\n');
        }
        return text.toString();
    }

    /// Makes the fence longer than any run of backticks in the text.
    private void fence(String text) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        print("\n" + fence + "\n" + redaction.apply(text).stripTrailing() + "\n" + fence + "\n");
    }

    private static String inline(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}_.:/@ -]", "?");
    }

    private void print(String text) {
        try {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
