package dev.ccproxy.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.message.MessagesRequest;
import dev.ccproxy.message.RequestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSION = "0b1f6a52-7a3c-4a0e-9e2f-1c2d3e4f5a6b";

    @TempDir Path folder;
    private final SpawnedAgents spawned = new SpawnedAgents();
    private AgentDefinitions definitions = new AgentDefinitions(Path.of("/nowhere"));

    @BeforeEach
    void define() throws IOException {
        Path agents = Files.createDirectories(folder.resolve("agents"));
        Files.writeString(agents.resolve("r.md"), "---\nname: reviewer\n---\nYou review.\n");
        definitions = new AgentDefinitions(folder);
        definitions.refresh();
    }

    private static MessagesRequest request(String system, String prompt) {
        try {
            return new RequestReader(JSON)
                    .read(
                            """
                            {"system":[{"type":"text","text":"x-anthropic-billing-header: a;"},
                            {"type":"text","text":"%s"}],
                            "messages":[{"role":"user","content":[{"type":"text","text":"<reminder>"},
                            {"type":"text","text":"%s"}]}]}\
                            """
                                    .formatted(system, prompt)
                                    .getBytes(StandardCharsets.UTF_8));
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private Sender sender(Map<String, String> headers, MessagesRequest request) {
        return new Senders(definitions, spawned).of(headers::get, request);
    }

    private static Map<String, String> agent(String id) {
        return Map.of("x-claude-code-session-id", SESSION, "x-claude-code-agent-id", id);
    }

    private void call(String id, String type, String prompt) {
        CallWatch watch = new CallWatch(JSON, spawned, SESSION);
        String input =
                JSON.createObjectNode().put("prompt", prompt).put("subagent_type", type).toString();
        String half = JSON.getNodeFactory().textNode(input.substring(0, 9)).toString();
        String rest = JSON.getNodeFactory().textNode(input.substring(9)).toString();
        String stream =
                """
                event: content_block_start
                data: {"index":1,"content_block":{"type":"tool_use","id":"%s","name":"Agent","input":{}}}

                event: content_block_delta
                data: {"index":1,"delta":{"type":"input_json_delta","partial_json":%s}}

                event: content_block_delta
                data: {"index":1,"delta":{"type":"input_json_delta","partial_json":%s}}

                event: content_block_stop
                data: {"index":1}

                """
                        .formatted(id, half, rest);
        watch.accept(stream.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theMainAgentIsNoSubagent() {
        assertEquals(
                Sender.MAIN,
                sender(
                        Map.of("x-claude-code-session-id", SESSION),
                        request("You are Claude", "p")));
    }

    @Test
    void aHintNamesBuiltInAgents() {
        Map<String, String> hinted =
                Map.of("x-claude-code-agent-id", "a1", "x-claude-code-agent-type", "Explore");
        assertEquals(
                List.of(new Evidence.Hint("Explore")),
                sender(hinted, request("s", "p")).evidence());
        Map<String, String> custom =
                Map.of("x-claude-code-agent-id", "a1", "x-claude-code-agent-type", "custom");
        assertEquals(Optional.empty(), sender(custom, request("s", "p")).agent());
        assertTrue(sender(custom, request("s", "p")).subagent());
    }

    @Test
    void theCallNamesTheAgentAndItsIdRemembersIt() {
        call("toolu_1", "analyst", "count it");
        List<Evidence> expected = List.of(new Evidence.Call("analyst", "toolu_1"));
        assertEquals(expected, sender(agent("a1"), request("s", "count it")).evidence());
        assertEquals(expected, sender(agent("a1"), request("s", "compacted")).evidence());
        assertEquals(List.of(), sender(agent("a2"), request("s", "compacted")).evidence());
    }

    @Test
    void theCallIsFoundWhereSomethingFollowsItsWords() {
        call("toolu_1", "analyst", "count it");
        assertEquals(
                Optional.of("analyst"),
                sender(
                                agent("a1"),
                                request("s", "count it\"},{\"type\":\"text\",\"text\":\"<hook>"))
                        .agent());
    }

    @Test
    void aCallInAnAnswerThatIsNotStreamed() {
        CallWatch watch = new CallWatch(JSON, spawned, SESSION);
        assertTrue(watch.begin("application/json; charset=utf-8"));
        String message =
                """
                {"content":[{"type":"text","text":"I send one."},
                {"type":"tool_use","id":"toolu_1","name":"Task",
                "input":{"subagent_type":"analyst","prompt":"count it"}}]}\
                """;
        watch.accept(message.substring(0, 40).getBytes(StandardCharsets.UTF_8));
        watch.accept(message.substring(40).getBytes(StandardCharsets.UTF_8));
        watch.end();
        assertEquals(
                List.of(new Evidence.Call("analyst", "toolu_1")),
                sender(agent("a1"), request("s", "count it")).evidence());
        CallWatch cut = new CallWatch(JSON, spawned, SESSION);
        assertTrue(cut.begin("application/json"));
        cut.accept("{\"content\":[{".getBytes(StandardCharsets.UTF_8));
        cut.end();
        assertFalse(cut.begin("text/html"));
    }

    @Test
    void aCallOfAnotherSessionIsNotHeeded() {
        call("toolu_1", "analyst", "count it");
        Map<String, String> other =
                Map.of("x-claude-code-session-id", "other", "x-claude-code-agent-id", "a1");
        assertEquals(List.of(), sender(other, request("s", "count it")).evidence());
    }

    @Test
    void aCallWithoutATypeIsForTheGeneralPurposeAgent() {
        call("toolu_1", "", "do it");
        assertEquals(
                Optional.of("general-purpose"), sender(agent("a1"), request("s", "do it")).agent());
    }

    @Test
    void theStrongestEvidenceComesFirst() {
        call("toolu_1", "analyst", "count it");
        assertEquals(
                List.of("analyst", "reviewer"),
                sender(agent("a1"), request("You review.", "count it")).evidence().stream()
                        .map(Evidence::agent)
                        .toList());
    }

    @Test
    void ofAgentsThatWereSentOffWithTheSameWordsEachIsKnownByItsPrompt() {
        call("toolu_1", "reviewer", "look at it");
        call("toolu_2", "Explore", "look at it");
        call("toolu_3", "analyst", "look at it");
        assertEquals(
                new Evidence.Call("reviewer", "toolu_1"),
                sender(agent("a1"), request("You review.", "look at it")).evidence().getFirst());
        assertEquals(
                new Evidence.Call("Explore", "toolu_2"),
                sender(
                                agent("a2"),
                                request(
                                        "You are a file search specialist for Claude Code",
                                        "look at it"))
                        .evidence()
                        .getFirst());
        assertEquals(
                Optional.of("analyst"),
                sender(agent("a3"), request("s", "look at it")).agent(),
                "the last one where nothing else tells");
    }

    @Test
    void theMainAgentOfAnOldClientMaySayWhatItSendsAnAgentOffWith() {
        Map<String, String> old =
                Map.of(
                        "x-claude-code-session-id",
                        SESSION,
                        "user-agent",
                        "claude-cli/2.0.76 (external, cli)");
        call("toolu_1", "analyst", "count it");
        assertEquals(
                Sender.MAIN,
                sender(old, request("\\nYou are an interactive CLI tool that helps", "count it")));
        assertEquals(Optional.of("analyst"), sender(old, request("s", "count it")).agent());
    }

    @Test
    void olderClientsAreKnownByTheSystemPrompt() {
        Map<String, String> old = Map.of("user-agent", "claude-cli/2.0.76 (external, cli)");
        Sender sender = sender(old, request("You review.\\n\\nNotes", "p"));
        assertTrue(sender.subagent());
        assertEquals(Optional.of("reviewer"), sender.agent());
    }

    @Test
    void builtInAgentsAreKnownByTheSystemPrompt() {
        assertEquals(
                Optional.of("Explore"),
                sender(
                                agent("a1"),
                                request("You are a file search specialist for Claude Code, X", "p"))
                        .agent());
    }

    @Test
    void theSessionAlsoOfOldClients() throws MalformedMessageException {
        MessagesRequest old =
                new RequestReader(JSON)
                        .read(
                                ("{\"metadata\":{\"user_id\":\"user_ab_account__session_"
                                                + SESSION
                                                + "\"}}")
                                        .getBytes(StandardCharsets.UTF_8));
        assertEquals(SESSION, Senders.session(name -> null, old));
    }

    @Test
    void theProjectsFolder() {
        assertEquals(
                Optional.of("/home/me/my project"),
                Senders.project(
                        request(
                                "# Environment\\n - Primary working directory: /home/me/my project\\n",
                                "p")));
        assertEquals(
                Optional.of("/x"),
                Senders.project(request("<env>\\nWorking directory: /x\\n", "p")));
        assertEquals(Optional.empty(), Senders.project(request("s", "p")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-cli/2.1.330 (external, cli)|false",
                "claude-cli/2.1.161 (external, cli)|false",
                "claude-cli/2.1.160 (external, cli)|true",
                "claude-cli/2.0.76 (external, cli)|true",
                "claude-cli/1.0.128 (external, cli)|true",
                "claude-cli/3.0.0 (external, cli)|false",
                "curl/8.0|true",
                "|true",
            })
    void whetherABodyHasToBeLookedAt(String userAgent, boolean maybe) {
        assertEquals(
                maybe, Senders.maybeSubagent(name -> name.equals("user-agent") ? userAgent : null));
    }

    @Test
    void headersThatSettleIt() {
        assertTrue(Senders.maybeSubagent(agent("a1")::get));
        assertFalse(Senders.maybeSubagent(Map.of("x-claude-code-request-class", "main")::get));
        assertTrue(Senders.maybeSubagent(Map.of("x-claude-code-request-class", "subagent")::get));
    }
}
