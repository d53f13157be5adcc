package dev.ccproxy.data.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ccproxy.fixtures.traffic.Line;
import dev.ccproxy.fixtures.traffic.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// However agents that work at the same time get in each other's way, each keeps its own
/// conversation.
class ThreadingProperties {
    static final int AGENTS = 3;

    @Property(tries = 25)
    void anyInterleavingGivesTheSameConversations(
            @ForAll @Size(max = 24) List<@IntRange(min = 0, max = AGENTS - 1) Integer> order,
            @ForAll Script.Client client,
            @ForAll @IntRange(min = 1, max = 7) int batch) {
        if (client == Script.Client.SDK) {
            return; // without a session nothing tells whose agent an agent is
        }
        Map<String, List<String>> expected = new TreeMap<>();
        Script script = Script.of("12345678-any", client);
        script.main()
                .prompt("Look.")
                .callsAgents("Explore", "toolu_0", "Go 0.", "toolu_1", "Go 1.", "toolu_2", "Go 2.");
        List<Line> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            agents.add(script.agent("a000000000000000" + i).prompt("Go " + i + "."));
        }
        int[] steps = new int[AGENTS];
        for (int who : order) {
            String said = "Step " + steps[who] + " of " + who;
            agents.get(who).answers(said).prompt("Go on " + steps[who]++ + ".");
            List<String> texts =
                    expected.computeIfAbsent(
                            "toolu_" + who, key -> new ArrayList<>(List.of("u: Go " + who + ".")));
            if (steps[who] > 1) {
                texts.add("u: Go on " + (steps[who] - 2) + ".");
            }
            texts.add("a: " + said);
        }

        assertEquals(expected, conversations(script, batch));
    }

    /// The agents' messages by the call that made them.
    private static Map<String, List<String>> conversations(Script script, int batch) {
        Path folder = temporary();
        Map<String, List<String>> found = new TreeMap<>();
        try (Indexed indexed = new Indexed(folder)) {
            Indexed.TRAFFIC.record(indexed.record, script.exchanges());
            indexed.follow(batch);
            for (ConversationSummary one : indexed.conversations()) {
                assertEquals(1, indexed.branches(one.id()).size());
                if (!one.main()) {
                    assertFalse(found.containsKey(String.valueOf(one.spawnedBy())));
                    found.put(String.valueOf(one.spawnedBy()), indexed.texts(one.id(), null));
                }
            }
        } finally {
            delete(folder);
        }
        return found;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("threading");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
