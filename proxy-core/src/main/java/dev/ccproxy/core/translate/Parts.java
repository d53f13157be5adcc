package dev.ccproxy.core.translate;

import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes blocks of a user's message, or of a tool's result, parts of OpenAI's.
final class Parts {
    private final ToolNames names;
    private final LossLedger ledger;

    Parts(ToolNames names, LossLedger ledger) {
        this.names = names;
        this.ledger = ledger;
    }

    /// The parts that stand for these blocks; calls and results are no parts and are left out.
    List<Turn.Part> of(List<ContentBlock> blocks) {
        List<Turn.Part> parts = new ArrayList<>();
        blocks.forEach(block -> add(block, parts));
        return parts;
    }

    private void add(ContentBlock block, List<Turn.Part> parts) {
        if (block.cacheControl() != null) {
            ledger.note("cache_control", "dropped: the provider caches by itself");
        }
        switch (block) {
            case ContentBlock.Text text -> addText(text.text(), parts);
            case ContentBlock.Image image -> addImage(image.source(), parts);
            case ContentBlock.Document document ->
                    addDocument(document.source(), document.title(), parts);
            case ContentBlock.Unknown unknown -> addUnknown(unknown, parts);
            case ContentBlock.Thinking _, ContentBlock.RedactedThinking _ -> {}
            case ContentBlock.ToolUse _, ContentBlock.ToolResult _ -> {}
            case ContentBlock.ServerToolUse _, ContentBlock.ServerToolResult _ -> {}
        }
    }

    private static void addText(String text, List<Turn.Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Turn.Part.Text(text));
        }
    }

    /// What a search for tools found. The tools themselves are among those of the request.
    private void addUnknown(ContentBlock.Unknown unknown, List<Turn.Part> parts) {
        String tool = unknown.json().path("tool_name").asText();
        if (unknown.type().equals("tool_reference") && !tool.isEmpty()) {
            parts.add(new Turn.Part.Text("Found: the tool " + names.there(tool)));
        } else {
            ledger.warn(unknown.type(), "dropped: a kind of block without a counterpart");
        }
    }

    private void addImage(Source source, List<Turn.Part> parts) {
        switch (source) {
            case Source.Base64 data ->
                    parts.add(new Turn.Part.Image(dataUrl(data.mediaType(), data.data())));
            case Source.Url url -> parts.add(new Turn.Part.Image(url.url()));
            case Source.PlainText _, Source.Blocks _, Source.File _, Source.Unknown _ ->
                    notSent("image", "an image that the provider cannot reach", parts);
        }
    }

    private void addDocument(Source source, @Nullable String title, List<Turn.Part> parts) {
        switch (source) {
            case Source.Base64 data ->
                    parts.add(
                            new Turn.Part.File(
                                    title == null ? "document.pdf" : title,
                                    dataUrl(data.mediaType(), data.data())));
            case Source.Url url -> parts.add(new Turn.Part.LinkedFile(url.url()));
            case Source.PlainText text -> addText(text.text(), parts);
            case Source.Blocks blocks -> parts.addAll(of(blocks.content()));
            case Source.File _, Source.Unknown _ ->
                    notSent("document", "a document that the provider cannot reach", parts);
        }
    }

    /// The model is told that something is missing, or it would answer as if nothing were.
    private void notSent(String field, String what, List<Turn.Part> parts) {
        ledger.warn(field, "not sent: it is stored where the provider cannot reach it");
        parts.add(new Turn.Part.Text("[" + what + "]"));
    }

    private static String dataUrl(String mediaType, String data) {
        return "data:" + mediaType + ";base64," + data;
    }
}
