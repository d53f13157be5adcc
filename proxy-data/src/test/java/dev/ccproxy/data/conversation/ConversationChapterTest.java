package dev.ccproxy.data.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.fixtures.traffic.Script;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.RecordEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationChapterTest {
    @TempDir private Path folder;

    private final Script script = Script.of("s1");

    @Test
    void joinsTheStepsOfAConversation() {
        script.main().prompt("Mend it.").calls("toolu_1", "Bash", "{\"command\":\"make\"}");
        script.main().result("toolu_1", "it is broken").answers("Mended.");
        script.main().prompt("Thanks.").answers("You are welcome.");

        try (Indexed indexed = Indexed.of(folder, script)) {
            ConversationSummary one = indexed.conversation("s1");
            assertEquals("Mend it.", one.title());
            assertEquals("/home/dev/shop", one.project());
            assertEquals(3, one.requests());
            assertEquals(2, one.turns());
            assertEquals(1, one.toolCalls());
            assertEquals(0, one.errors());
            assertEquals(new Tokens(9, 3_000, 300, 0, 150), one.tokens());
            assertEquals("claude-opus-4-9", one.model());
            assertEquals(Instant.parse("2026-11-02T09:00:00Z"), one.startedAt());
            assertEquals(Instant.parse("2026-11-02T09:00:22Z"), one.lastActivityAt());
            assertEquals(
                    List.of(
                            "u: Mend it.",
                            "a: Bash",
                            "u: it is broken",
                            "a: Mended.",
                            "u: Thanks.",
                            "a: You are welcome."),
                    indexed.texts("s1", null));
            assertEquals(1, indexed.branches("s1").size());
            assertEquals(6, indexed.count("message"));
            assertEquals(6, indexed.count("node"));
        }
    }

    @Test
    void tellsTurnsWithTheirCallsAndResults() {
        script.main().prompt("Mend it.").calls("toolu_1", "Bash", "{\"command\":\"make\"}");
        script.main().failure("toolu_1", "no such target").answers("I cannot.");

        try (Indexed indexed = Indexed.of(folder, script)) {
            Turn turn = indexed.turns("s1").getFirst();
            assertEquals(1, indexed.turns("s1").size());
            assertEquals("Mend it.", turn.prompt());
            assertEquals("I cannot.", turn.answer());
            assertEquals("end_turn", turn.stopReason());
            assertEquals(2, turn.requests().size());
            assertEquals(new Tokens(6, 2_000, 200, 0, 100), turn.tokens());
            Turn.ToolCall call = turn.toolCalls().getFirst();
            assertEquals("Bash", call.name());
            assertEquals(true, call.isError());
            assertEquals(8_000_000, call.durationMicros());
            assertEquals("{\"command\":\"make\"}".length(), call.inputBytes());
            assertEquals("\"no such target\"".length(), call.resultBytes());
            assertEquals(turn.requests().get(0).id(), call.request());
            assertEquals(turn.requests().get(1).id(), call.resultRequest());
        }
    }

    @Test
    void keepsWhatWasTakenBackAsABranch() {
        script.main().prompt("One.").answers("First.");
        script.main().prompt("Two.").answers("Second.");
        script.main().rewind(2).prompt("Other.").answers("Third.");

        try (Indexed indexed = Indexed.of(folder, script)) {
            List<Branch> branches = indexed.branches("s1");
            assertEquals(
                    List.of(Branch.Kind.START, Branch.Kind.REWIND),
                    branches.stream().map(Branch::kind).toList());
            assertEquals(
                    List.of("u: One.", "a: First.", "u: Two.", "a: Second."),
                    indexed.texts("s1", branches.get(0).tip()));
            assertEquals(
                    List.of("u: One.", "a: First.", "u: Other.", "a: Third."),
                    indexed.texts("s1", branches.get(1).tip()));
            assertEquals(
                    List.of("u: One.", "a: First."),
                    indexed.texts("s1", branches.get(1).forkedAfter()));
            assertEquals(3, indexed.conversation("s1").turns());
        }
    }

    @Test
    void tellsACompactionFromANewBeginning() {
        script.main().prompt("One.").answers("First.").prompt("Two.").answers("Second.");
        script.main().compacts("We counted.").answers("Third.");
        script.main().clears().prompt("New.").answers("Fourth.");

        try (Indexed indexed = Indexed.of(folder, script)) {
            assertEquals(
                    List.of(Branch.Kind.START, Branch.Kind.COMPACTION, Branch.Kind.RESTART),
                    indexed.branches("s1").stream().map(Branch::kind).toList());
            assertEquals(5, indexed.conversation("s1").requests());
            assertEquals(List.of("u: New.", "a: Fourth."), indexed.texts("s1", null));
            List<Turn> turns = indexed.turns("s1");
            assertEquals(
                    List.of(
                            MessageKind.PROMPT,
                            MessageKind.PROMPT,
                            MessageKind.CONTINUATION,
                            MessageKind.PROMPT),
                    turns.stream().map(Turn::kind).toList());
            assertEquals(
                    List.of(RequestClass.MAIN, RequestClass.COMPACTION),
                    turns.get(1).requests().stream().map(Turn.Step::kind).toList());
        }
    }

    @Test
    void groupsTheTriesOfARequest() {
        script.main().prompt("One.").fails(529).fails(529).answers("First.");

        try (Indexed indexed = Indexed.of(folder, script)) {
            ConversationSummary one = indexed.conversation("s1");
            assertEquals(3, one.requests());
            assertEquals(1, one.turns());
            assertEquals(2, one.errors());
            Turn turn = indexed.turns("s1").getFirst();
            assertEquals(
                    List.of(1, 2, 3), turn.requests().stream().map(Turn.Step::attempt).toList());
            assertEquals("overloaded_error", turn.requests().getFirst().error());
            assertEquals(529, turn.requests().getFirst().status());
            assertEquals(1, indexed.branches("s1").size());
            assertEquals(2, indexed.count("node"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TrafficExchange.Kind.class,
            names = {
                "TITLE",
                "COUNT_TOKENS",
                "QUOTA_PROBE",
                "WARM_UP",
                "PREFIX_CHECK",
                "WEB_SEARCH",
                "CLASSIFIER"
            })
    void keepsSideRequestsBesideTheConversation(TrafficExchange.Kind kind) {
        script.aside(kind);
        script.main().prompt("One.").answers("First.");
        script.aside(kind);

        try (Indexed indexed = Indexed.of(folder, script)) {
            assertBeside(indexed, RequestClass.valueOf(kind.name()), 2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TrafficExchange.Kind.class,
            names = {"SUGGESTION", "RECAP"})
    void keepsWhatTheClientAsksBesideTheConversation(TrafficExchange.Kind kind) {
        script.main().prompt("One.").answers("First.").asks(kind);

        try (Indexed indexed = Indexed.of(folder, script)) {
            assertBeside(indexed, RequestClass.valueOf(kind.name()), 1);
        }
    }

    private static void assertBeside(Indexed indexed, RequestClass kind, int requests) {
        assertEquals(1, indexed.conversations().size());
        assertEquals(1, indexed.conversation("s1").requests());
        assertEquals(List.of("u: One.", "a: First."), indexed.texts("s1", null));
        List<ConversationDetail.SideRequests> beside = indexed.sideRequests("s1");
        assertEquals(List.of(kind), beside.stream().map(one -> one.kind()).toList());
        assertEquals(requests, beside.getFirst().requests());
        assertEquals(1 + requests, indexed.sessions().getFirst().requests());
    }

    @Test
    void takesTheTitleThatTheModelGives() {
        script.main().prompt("One.").answers("First.");
        script.aside(TrafficExchange.Kind.TITLE);

        try (Indexed indexed = Indexed.of(folder, script)) {
            assertEquals("Mending the till", indexed.sessions().getFirst().title());
        }
    }

    @Test
    void hangsAgentsBelowTheCallsThatMadeThem() {
        script.main().prompt("Look.").callsAgents("Explore", "toolu_1", "Look left.");
        script.agent("a0000000000000001")
                .prompt("Look left.")
                .callsAgents("Plan", "toolu_2", "Think.");
        script.agent("a0000000000000002", "a0000000000000001").prompt("Think.").answers("Thought.");

        try (Indexed indexed = Indexed.of(folder, script)) {
            ConversationSummary first = indexed.conversation("s1.a0000000000000001");
            assertEquals("Explore", first.agentType());
            assertEquals("toolu_1", first.spawnedBy());
            assertEquals("s1", first.parentId());
            assertEquals("Look left.", first.title());
            ConversationSummary second = indexed.conversation("s1.a0000000000000002");
            assertEquals("Plan", second.agentType());
            assertEquals("s1.a0000000000000001", second.parentId());
            assertNull(indexed.conversation("s1").agentType());
            assertEquals(
                    "s1.a0000000000000001",
                    indexed.turns("s1").getFirst().toolCalls().getFirst().agentConversation());
        }
    }

    @Test
    void believesTheResultThatNamesTheAgent() {
        script.main().prompt("Look.").callsAgents("Explore", "toolu_1", "Go.", "toolu_2", "Go.");
        script.agent("a0000000000000002").prompt("Go.").answers("Gone.");
        script.agent("a0000000000000001").prompt("Go.").answers("Gone, too.");
        script.main()
                .result("toolu_1", "Gone, too.\nagentId: a0000000000000001 (to go on)")
                .result("toolu_2", "Gone.\nagentId: a0000000000000002 (to go on)")
                .answers("Both are gone.");

        try (Indexed indexed = Indexed.of(folder, script)) {
            assertEquals("toolu_1", indexed.conversation("s1.a0000000000000001").spawnedBy());
            assertEquals("toolu_2", indexed.conversation("s1.a0000000000000002").spawnedBy());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Script.Client.class,
            names = {"OLDER", "OLDEST"})
    void tellsTheAgentsOfOldClientsByTheirFirstMessage(Script.Client client) {
        Script old = Script.of("12345678-old", client);
        old.main().prompt("Look.").callsAgents("Explore", "toolu_1", "Left.", "toolu_2", "Right.");
        var left = old.agent("left").prompt("Left.").calls("toolu_3", "Read", "{}");
        var right = old.agent("right").prompt("Right.").calls("toolu_4", "Read", "{}");
        right.result("toolu_4", "nothing").answers("Nothing on the right.");
        left.result("toolu_3", "a door").answers("A door.");
        old.main().result("toolu_1", "A door.").result("toolu_2", "Nothing.").answers("Go left.");

        try (Indexed indexed = Indexed.of(folder, old)) {
            List<ConversationSummary> all = indexed.conversations();
            assertEquals(3, all.size());
            assertEquals(
                    List.of("toolu_1", "toolu_2"),
                    all.stream()
                            .filter(one -> !one.main())
                            .map(ConversationSummary::spawnedBy)
                            .toList());
            assertTrue(all.stream().allMatch(one -> one.requests() == 2));
            assertTrue(all.getFirst().main());
            assertEquals("12345678-old", all.getFirst().id());
            assertEquals("12345678-old", all.getFirst().sessionId());
        }
    }

    @Test
    void threadsRequestsWithoutASessionByWhatTheyCarry() {
        Script one = Script.of("", Script.Client.SDK);
        one.main().prompt("Hello.").answers("Hello, one.").prompt("More.").answers("Much more.");
        Script two = Script.of("", Script.Client.SDK);
        two.main().prompt("Hello.").answers("Hello, two.").prompt("Less.").answers("Much less.");

        try (Indexed indexed = new Indexed(folder)) {
            List<TrafficExchange> first = one.exchanges();
            indexed.add(first);
            List<TrafficExchange> later =
                    two.exchanges().stream()
                            .map(exchange -> exchange.sentAt(exchange.sent().plusSeconds(3_600)))
                            .toList();
            indexed.add(later);

            List<ConversationSummary> all = indexed.conversations();
            assertEquals(2, all.size());
            assertNull(all.getFirst().sessionId());
            assertEquals("x." + Indexed.TRAFFIC.id(first.getFirst()), all.getFirst().id());
            assertEquals(
                    List.of("u: Hello.", "a: Hello, one.", "u: More.", "a: Much more."),
                    indexed.texts(all.getFirst().id(), null));
            assertEquals(List.of(), indexed.sessions());
        }
    }

    @Test
    void showsWhatIsInFlight() {
        script.main().prompt("One.").answers("First.");
        TrafficExchange exchange = script.exchanges().getFirst();

        try (Indexed indexed = new Indexed(folder)) {
            indexed.record.write(Indexed.TRAFFIC.arrived(exchange));
            indexed.follow();
            assertTrue(indexed.conversation("s1").working());
            assertEquals(
                    "in_flight", indexed.turns("s1").getFirst().requests().getFirst().outcome());
            assertEquals(List.of("u: One."), indexed.texts("s1", null));

            indexed.record.write(Indexed.TRAFFIC.answered(exchange).toArray(RecordEntry[]::new));
            indexed.follow();
            assertEquals(false, indexed.conversation("s1").working());
            assertEquals(List.of("u: One.", "a: First."), indexed.texts("s1", null));
        }
    }

    @Test
    void growsByWhatIsNewOnly() {
        for (int i = 0; i < 100; i++) {
            script.main().prompt("Prompt " + i).answers("Answer " + i);
        }

        try (Indexed indexed = Indexed.of(folder, script)) {
            assertEquals(200, indexed.count("message"));
            assertEquals(200, indexed.count("node"));
            assertEquals(100, indexed.count("exchange"));
            assertEquals(100, indexed.conversation("s1").turns());
            assertNotNull(indexed.turns("s1").getLast().answer());
        }
    }

    @Test
    void forgetsWhatOnlyADeletedExchangeCarried() {
        script.main().prompt("One.").answers("First.").prompt("Two.").answers("Second.");

        try (Indexed indexed = Indexed.of(folder, script)) {
            indexed.delete(script.exchanges().get(1));
            assertEquals(List.of("u: One.", "a: First."), indexed.texts("s1", null));
            assertEquals(1, indexed.conversation("s1").turns());
            assertEquals(2, indexed.count("message"));

            indexed.delete(script.exchanges().get(0));
            for (String table : List.of("session", "conversation", "node", "message", "exchange")) {
                assertEquals(0, indexed.count(table), table);
            }
        }
    }

    @Test
    void keepsWhatALaterRequestStillCarries() {
        script.main().prompt("One.").calls("toolu_1", "Bash", "{}");
        script.main().result("toolu_1", "done").answers("Second.");

        try (Indexed indexed = Indexed.of(folder, script)) {
            indexed.delete(script.exchanges().get(0));
            assertEquals(
                    List.of("u: One.", "a: Bash", "u: done", "a: Second."),
                    indexed.texts("s1", null));
            assertEquals(1, indexed.conversation("s1").requests());
            assertEquals(0, indexed.count("tool_call"));
        }
    }

    @Test
    void doesNotMixUpMessagesThatShareTheIdOfACall() {
        Script other = Script.of("s2");
        script.main().prompt("One.").calls("toolu_1", "Bash", "{\"command\":\"one\"}");
        other.main().prompt("Two.").calls("toolu_1", "Read", "{\"file_path\":\"two\"}");

        try (Indexed indexed = Indexed.of(folder, script)) {
            indexed.add(
                    other.exchanges().stream()
                            .map(exchange -> exchange.sentAt(exchange.sent().plusSeconds(60)))
                            .toList());
            assertEquals(List.of("u: One.", "a: Bash"), indexed.texts("s1", null));
            assertEquals(List.of("u: Two.", "a: Read"), indexed.texts("s2", null));
            assertEquals(1, indexed.conversation("s2").toolCalls());
        }
    }

    /// A conversation may have thousands of nodes, thousands may begin with the same words, and
    /// each request looks for some.
    @Test
    void looksForANodeByItsPathInItsConversation() {
        try (Indexed indexed = new Indexed(folder)) {
            assertEquals(
                    List.of("SEARCH node USING INDEX node_chain (chain=? AND conversation=?)"),
                    indexed.plan(TreeStore.FIND));
        }
    }
}
