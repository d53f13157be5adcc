package dev.ccproxy.data.conversation;

import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.Message;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What has to be known of a message to find its place, without its content.
///
/// @param identity the same for what is the same message again, though the client sends it back
///   somewhat changed: a text as a string or as a block, an input with defaults filled in, without
///   the thinking, with a cache mark or none
/// @param marker what it asks for, where it is one of the client's own requests
/// @param lastText hash of the last text in it; 0 where it has none
/// @param project the working folder that it names, if it does
record MessageFacts(
        long identity,
        String role,
        MessageKind kind,
        Marker marker,
        long lastText,
        @Nullable String project) {

    /// What tells the client's own requests from a person's.
    enum Marker {
        NONE,
        COMPACTION,
        SUGGESTION,
        RECAP,
        QUOTA,
        WARM_UP
    }

    private static final String REMINDER = "<system-reminder>";
    private static final String CONTINUATION =
            "This session is being continued from a previous conversation";

    /// Looking for words is many times faster than looking for a pattern.
    private static final String FOLDER_WORDS = "orking directory:";

    private static final Pattern FOLDER =
            Pattern.compile(
                    "^ *(?:- )?(?:Primary w|W)orking directory: *(\\S.*)$", Pattern.MULTILINE);

    static MessageFacts of(Message message) {
        List<ContentBlock> blocks = message.content();
        String lastText = lastText(blocks);
        String project = message.role().equals("assistant") ? null : project(blocks);
        return new MessageFacts(
                identity(message),
                message.role(),
                kind(message),
                marker(lastText),
                lastText.isEmpty() ? 0 : Hash.of(lastText.strip()),
                project);
    }

    private static long identity(Message message) {
        boolean onlyThinking = message.content().stream().allMatch(MessageFacts::isThinking);
        Hash hash = new Hash().add(message.role());
        for (ContentBlock block : message.content()) {
            if (onlyThinking || !isThinking(block)) {
                addIdentity(hash, block);
            }
        }
        return hash.value();
    }

    private static boolean isThinking(ContentBlock block) {
        return block instanceof ContentBlock.Thinking
                || block instanceof ContentBlock.RedactedThinking;
    }

    private static void addIdentity(Hash hash, ContentBlock block) {
        switch (block) {
            case ContentBlock.Text text -> {
                String stripped = text.text().strip();
                if (!stripped.isEmpty()) {
                    hash.add("text").add(stripped);
                }
            }
            case ContentBlock.ToolUse use -> hash.add("use").add(use.id());
            case ContentBlock.ToolResult result -> {
                hash.add("result").add(result.toolUseId());
                result.content().forEach(inner -> addIdentity(hash, inner));
            }
            case ContentBlock.ServerToolUse use -> hash.add("use").add(use.id());
            case ContentBlock.ServerToolResult result -> hash.add("result").add(result.toolUseId());
            case ContentBlock.Thinking thinking -> hash.add("thinking").add(thinking.thinking());
            case ContentBlock.RedactedThinking thinking ->
                    hash.add("thinking").add(thinking.data());
            case ContentBlock.Image image -> hash.add("image").add(image.source().toString());
            case ContentBlock.Document document ->
                    hash.add("document").add(document.source().toString());
            case ContentBlock.Unknown unknown -> hash.add(unknown.json().toString());
        }
    }

    private static MessageKind kind(Message message) {
        if (message.role().equals("assistant")) {
            return MessageKind.ANSWER;
        }
        List<ContentBlock> blocks = message.content();
        if (message.role().equals("system")) {
            return MessageKind.SYSTEM;
        }
        if (blocks.stream().anyMatch(ContentBlock.ToolResult.class::isInstance)) {
            return MessageKind.RESULTS;
        }
        if (texts(blocks).anyMatch(text -> text.startsWith(CONTINUATION))) {
            return MessageKind.CONTINUATION;
        }
        boolean onlyReminders =
                !blocks.isEmpty()
                        && blocks.stream()
                                .allMatch(block ->
                                        block instanceof ContentBlock.Text text
                                                && text.text().startsWith(REMINDER));
        return onlyReminders ? MessageKind.SYSTEM : MessageKind.PROMPT;
    }

    private static Marker marker(String text) {
        if (text.contains("<analysis>") && text.contains("<summary>")) {
            return Marker.COMPACTION;
        }
        if (text.contains("[SUGGESTION MODE")) {
            return Marker.SUGGESTION;
        }
        if (text.contains("stepped away")
                && text.toLowerCase(java.util.Locale.ROOT).contains("recap")) {
            return Marker.RECAP;
        }
        return switch (text.strip()) {
            case "quota" -> Marker.QUOTA;
            case "Warmup" -> Marker.WARM_UP;
            default -> Marker.NONE;
        };
    }

    static String lastText(List<ContentBlock> blocks) {
        for (ContentBlock block : blocks.reversed()) {
            if (block instanceof ContentBlock.Text text) {
                return text.text();
            }
        }
        return "";
    }

    /// What a person typed, of a prompt: its last text that is no reminder of the client's.
    static String prompt(List<ContentBlock> blocks) {
        return texts(blocks.reversed())
                .filter(text -> !text.startsWith(REMINDER))
                .findFirst()
                .orElse("");
    }

    /// The working folder that these texts name.
    static @Nullable String project(List<ContentBlock> blocks) {
        return texts(blocks)
                .filter(text -> text.contains(FOLDER_WORDS))
                .map(FOLDER::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).strip())
                .findFirst()
                .orElse(null);
    }

    private static java.util.stream.Stream<String> texts(List<ContentBlock> blocks) {
        return blocks.stream()
                .filter(ContentBlock.Text.class::isInstance)
                .map(block -> ((ContentBlock.Text) block).text());
    }
}
