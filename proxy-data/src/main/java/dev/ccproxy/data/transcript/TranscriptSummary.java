package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A transcript as a line of a list.
@Schema(name = "Transcript", description = "A conversation as Claude Code itself keeps it")
public record TranscriptSummary(
        long id,
        @Schema(
                        description = "Its file below the folder of transcripts",
                        examples = "-home-dev-shop/0b9c2a4e-5d0f-4c64-9a55-7d1f0c4a1e22.jsonl")
                String file,
        String sessionId,
        @Schema(description = "The agent's id; null for the main conversation", nullable = true)
                @Nullable String agentId,
        @Schema(
                        description = "The working folder, else the name of the file's folder",
                        examples = "/home/dev/shop")
                String project,
        @Schema(
                        description = "The branch of git that was told last",
                        examples = "main",
                        nullable = true)
                @Nullable String gitBranch,
        @Schema(description = "The title that it was given, else its first prompt", nullable = true)
                @Nullable String title,
        Instant startedAt,
        Instant lastActivityAt,
        @Schema(description = "Its messages; an answer of several blocks counts as several")
                long messages,
        @Schema(description = "Those of them that never crossed the proxy") long apart,
        Source source) {

    /// Where a conversation is known from.
    @Schema(
            name = "TranscriptSource",
            enumeration = {"proxy", "transcript", "both"},
            description =
                    "`proxy` all of it crossed the proxy; `transcript` nothing of it did; `both`"
                            + " some of it did")
    public enum Source {
        PROXY,
        TRANSCRIPT,
        BOTH;

        /// Its name in the API, for example `both`.
        @com.fasterxml.jackson.annotation.JsonValue
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Some transcripts, the last active first, and where to go on.
    @Schema(name = "TranscriptPage", description = "Some transcripts, the last active first")
    public record Page(
            List<TranscriptSummary> items,
            @Schema(
                            description =
                                    "What to pass as `before` for those that follow; null at the"
                                            + " end",
                            nullable = true)
                    @Nullable String next) {}

    /// A message of a transcript.
    @Schema(name = "TranscriptMessage", description = "A message of a transcript")
    public record Message(
            @Schema(description = "Its place, 1 for the first") long position,
            @Schema(examples = "assistant") String role,
            @Schema(nullable = true) @Nullable Instant at,
            @Schema(
                            description =
                                    "The request whose answer it is part of, where it crossed the"
                                            + " proxy",
                            examples = "1QFKB6H2M0G01",
                            nullable = true)
                    @Nullable String request,
            @Schema(
                            type = SchemaType.OBJECT,
                            nullable = true,
                            description =
                                    "The content as the API's JSON, without pictures; null where"
                                            + " it crossed the proxy: the conversation has it")
                    @Nullable JsonNode content) {}

    /// Some messages, the first ones first, and where to go on.
    @Schema(name = "TranscriptMessagePage", description = "Some messages of a transcript, in order")
    public record Messages(
            TranscriptSummary transcript,
            List<Message> items,
            @Schema(
                            description =
                                    "What to pass as `from` for those that follow; null at the end",
                            nullable = true)
                    @Nullable Long next) {}
}
