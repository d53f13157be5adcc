package dev.ccproxy.data.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.conversation.Indexed;
import dev.ccproxy.fixtures.traffic.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;
    private @Nullable Indexed opened;
    private @Nullable TranscriptFollower following;

    @BeforeEach
    void open() {
        opened = new Indexed(folder, new TranscriptChapter(JSON));
        Config config = new Config(folder.resolve("projects"));
        following = new TranscriptFollower(new ClaudeFolder(config), config, JSON);
    }

    private record Config(Path folder) implements TranscriptConfig {
        @Override
        public Optional<Path> path() {
            return Optional.of(folder);
        }

        @Override
        public Duration checkInterval() {
            return Duration.ofNanos(1);
        }
    }

    @AfterEach
    void close() {
        indexed().close();
    }

    @Test
    void keepsWhatNeverCrossedTheProxy() {
        TranscriptScript script = script("s1");
        script.prompt("Mend the till.").call("req_a", "toolu_1", "Bash", "{\"command\":\"make\"}");
        script.result("toolu_1", "done").answer("req_b", "Mended.");
        script.line("{\"type\":\"ai-title\",\"aiTitle\":\"Mending\"}");
        read();

        TranscriptSummary one = transcripts().getFirst();
        assertEquals("s1", one.sessionId());
        assertNull(one.agentId());
        assertEquals("/home/dev/shop", one.project());
        assertEquals("mend", one.gitBranch());
        assertEquals("Mending", one.title());
        assertEquals(4, one.messages());
        assertEquals(4, one.apart());
        assertEquals(TranscriptSummary.Source.TRANSCRIPT, one.source());
        assertEquals(Instant.parse("2026-11-01T09:00:02Z"), one.startedAt());
        assertEquals(Instant.parse("2026-11-01T09:00:08Z"), one.lastActivityAt());
        assertEquals(
                List.of("user", "assistant", "user", "assistant"),
                messages(one.id()).stream().map(TranscriptSummary.Message::role).toList());
        assertEquals(
                List.of("prompt", "tool_input Bash", "tool_result Bash", "answer"), passages());
    }

    @Test
    void leavesToTheRecordWhatCrossedTheProxy() {
        record();
        TranscriptScript script = script("s1");
        script.prompt("Mend it.").answer("req_0", "Mended.");
        script.prompt("And elsewhere?").answer("req_other", "There, too.");
        read();

        TranscriptSummary one = transcripts().getFirst();
        assertEquals(TranscriptSummary.Source.BOTH, one.source());
        assertEquals(2, one.apart());
        List<TranscriptSummary.Message> messages = messages(one.id());
        assertNull(messages.get(0).content());
        assertNull(messages.get(1).content());
        assertTrue(messages.get(1).request() != null);
        assertEquals("And elsewhere?", String.valueOf(messages.get(2).content()).replace("\"", ""));
        assertEquals(List.of("prompt", "answer"), passages());
    }

    @Test
    void givesBackWhatTurnsOutToBeOnRecord() {
        TranscriptScript script = script("s1");
        script.prompt("Mend it.").answer("req_0", "Mended.").prompt("More.").answer("req_x", "No.");
        read();
        assertEquals(4, passages().size());

        record();

        assertEquals(2, passages().size());
        TranscriptSummary one = transcripts().getFirst();
        assertEquals(2, one.apart());
        assertNull(messages(one.id()).get(0).content());
        assertEquals(4, messages(one.id()).size());
    }

    @Test
    void waitsForTheRestOfALine() {
        TranscriptScript script = script("s1").prompt("One.");
        script.text("{\"type\":\"assistant\",\"requestId\":\"r\",\"message\":{\"content\":\"Fir");
        read();
        assertEquals(1, transcripts().getFirst().messages());
        assertEquals(List.of(), passages());

        script.text("st.\"}}\n");
        read();
        assertEquals(2, transcripts().getFirst().messages());
        assertEquals(List.of("prompt", "answer"), passages());
    }

    @Test
    void survivesWhatItDoesNotKnow() {
        TranscriptScript script = script("s1");
        script.line("")
                .line("no JSON")
                .line("[1]")
                .line("{\"type\":7}")
                .line("{\"type\":\"user\"}");
        script.line("{\"type\":\"user\",\"message\":{\"content\":{\"a\":1}},\"timestamp\":\"x\"}");
        script.line("{\"type\":\"assistant\",\"message\":\"none\"}").text("\u0000\u0000\n");
        script.line("{\"type\":\"user\",\"padding\":\"" + "x".repeat(LineReader.LONGEST) + "\"}");
        script.prompt("One.").answer("r", "First.");
        read();

        assertEquals(2, transcripts().getFirst().messages());
        assertEquals("One.", transcripts().getFirst().title());
    }

    @Test
    void readsAgainWhatWasWrittenAnew() throws IOException {
        TranscriptScript script = script("s1").prompt("One.").answer("r", "First.");
        read();
        String text = Files.readString(script.file());

        Files.writeString(script.file(), text.replace("First.", "Other.").repeat(3));
        read();
        assertEquals(6, transcripts().getFirst().messages());
        assertEquals(6, passages().size());

        Files.writeString(script.file(), text);
        read();
        assertEquals(2, transcripts().getFirst().messages());
        assertEquals(2, passages().size());

        Files.delete(script.file());
        read();
        assertEquals(List.of(), transcripts());
        assertEquals(List.of(), passages());
        assertEquals(0, indexed().count("transcript_message"));
    }

    @Test
    void tellsAgentsFromTheirSessions() {
        script("s1").agent("a0000000000000001").prompt("Look.").answer("r", "Seen.");
        read();

        TranscriptSummary one = transcripts().getFirst();
        assertEquals("s1", one.sessionId());
        assertEquals("a0000000000000001", one.agentId());
    }

    @Test
    void readsLongTranscriptsInSlices() {
        TranscriptScript script = script("s1");
        for (int i = 0; i < 700; i++) {
            script.prompt("Prompt " + i).answer("req_" + i, "Answer " + i);
        }
        assertTrue(follow());
        read();
        assertEquals(1_400, transcripts().getFirst().messages());
        assertEquals(1_400, passages().size());
    }

    @Test
    void summarisesProjects() {
        record();
        script("s1").prompt("Mend it.").answer("req_0", "Mended.");
        script("s2").prompt("Elsewhere.").answer("req_x", "No.");
        read();

        ProjectSummary one =
                indexed().read(sql -> new TranscriptViewStore(sql, JSON).projects()).getFirst();
        assertEquals("/home/dev/shop", one.path());
        assertEquals(2, one.sessions());
        assertEquals(1, one.conversations());
        assertEquals(1, one.requests());
        assertEquals(2, one.transcripts());
        assertEquals("mend", one.gitBranch());
    }

    @Test
    void namesSessionsThatCrossedTheProxy() {
        record();
        TranscriptScript script = script("s1").prompt("Mend it.").answer("req_0", "Mended.");
        read();
        assertEquals("mend", indexed().sessions().getFirst().gitBranch());
        assertEquals("Mend it.", indexed().sessions().getFirst().title());

        script.line("{\"type\":\"custom-title\",\"customTitle\":\"My title\"}");
        script.line("{\"type\":\"ai-title\",\"aiTitle\":\"Its title\"}");
        read();
        assertEquals("My title", indexed().sessions().getFirst().title());
    }

    @Test
    void followsNoLinks() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.jsonl"), "{}\n");
        Path projects = Files.createDirectories(folder.resolve("projects/-home"));
        Files.createSymbolicLink(projects.resolve("s9.jsonl"), outside);
        Files.createSymbolicLink(folder.resolve("projects/-link"), folder);
        read();

        assertEquals(List.of(), transcripts());
    }

    /// A conversation whose answer has the request-id `req_0`.
    private void record() {
        Script script = Script.of("s1");
        script.main().prompt("Mend it.").answers("Mended.");
        indexed().add(script.exchanges());
    }

    private TranscriptScript script(String session) {
        return new TranscriptScript(folder.resolve("projects"), session);
    }

    private void read() {
        while (follow()) {
            assertTrue(follower().isDue());
        }
    }

    private List<TranscriptSummary> transcripts() {
        return indexed()
                .read(sql -> new TranscriptViewStore(sql, JSON).transcripts(null, null, null, 100));
    }

    private List<TranscriptSummary.Message> messages(long transcript) {
        return indexed()
                .read(sql -> new TranscriptViewStore(sql, JSON).messages(transcript, 1, 5_000));
    }

    /// The passages that are found of transcripts.
    private List<String> passages() {
        return indexed()
                .read(sql ->
                        sql.list(
                                "SELECT trim(kind || ' ' || coalesce(tool, '')) FROM passage JOIN"
                                        + " transcript_message m ON m.id = ref WHERE source = 2 ORDER"
                                        + " BY m.position",
                                row -> row.text()));
    }

    private boolean follow() {
        return indexed().follow(follower());
    }

    private TranscriptFollower follower() {
        if (following == null) {
            throw new IllegalStateException("nothing is followed");
        }
        return following;
    }

    private Indexed indexed() {
        if (opened == null) {
            throw new IllegalStateException("nothing is indexed");
        }
        return opened;
    }
}
