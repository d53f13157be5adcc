package dev.ccproxy.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.exchange.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentDefinitionsTest {
    @TempDir Path folder;
    private AgentDefinitions definitions = new AgentDefinitions(Path.of("/nowhere"));

    @BeforeEach
    void find() {
        definitions = new AgentDefinitions(folder.resolve("home"));
    }

    private Path write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private Optional<String> agentOf(String systemText) {
        definitions.refresh();
        return definitions.matching(systemText).map(Evidence.Definition::agent);
    }

    private static String definition(String name, String prompt) {
        return "---\nname: " + name + "\ndescription: d\n---\n\n" + prompt + "\n";
    }

    @Test
    void aUsersAgent() throws IOException {
        Path file = write("home/agents/r.md", definition("reviewer", "You review."));
        definitions.refresh();
        assertEquals(
                Optional.of(new Evidence.Definition("reviewer", file.toString())),
                definitions.matching("You review.\n\nNotes: …"));
        assertEquals(Optional.empty(), agentOf("Hello. You review."));
    }

    @Test
    void aProjectsAgentOnceTheProjectIsSeen() throws IOException {
        write("p/.claude/agents/sub/r.md", definition("reviewer", "You review."));
        assertEquals(Optional.empty(), agentOf("You review."));
        assertTrue(definitions.projectSeen(folder.resolve("p").toString()));
        assertFalse(definitions.projectSeen(folder.resolve("p").toString()));
        assertEquals(Optional.of("reviewer"), agentOf("You review."));
    }

    @Test
    void aPluginsAgentBearsItsName() throws IOException {
        write("home/plugins/cache/tools/.claude-plugin/plugin.json", "{}");
        write("home/plugins/cache/tools/agents/r.md", definition("reviewer", "You review."));
        assertEquals(Optional.of("tools:reviewer"), agentOf("You review."));
    }

    @Test
    void aPluginTellsItsNameItselfWhereItsFolderIsCalledByItsVersion() throws IOException {
        String plugin = "home/plugins/cache/market/tools/1.2.0/";
        write(plugin + ".claude-plugin/plugin.json", "{\"name\":\"toolbox\"}");
        write(plugin + "agents/r.md", definition("reviewer", "You review."));
        write(plugin + "agents/java/w.md", "---\ndescription: d\n---\nYou write.");
        assertEquals(Optional.of("toolbox:reviewer"), agentOf("You review."));
        assertEquals(Optional.of("toolbox:java:w"), agentOf("You write."));
    }

    @Test
    void agentsOfTheRepositoryAreKnownInItsParts() throws IOException {
        write("r/.git/HEAD", "ref: refs/heads/main");
        write("r/.claude/agents/r.md", definition("reviewer", "You review."));
        write(".claude/agents/o.md", definition("outside", "You do not belong here."));
        definitions.projectSeen(folder.resolve("r/part/of/it").toString());
        assertEquals(Optional.of("reviewer"), agentOf("You review."));
        assertEquals(Optional.empty(), agentOf("You do not belong here."));
    }

    @Test
    void aFolderThatIsALink() throws IOException {
        write("dotfiles/r.md", definition("reviewer", "You review."));
        Files.createDirectories(folder.resolve("home"));
        Path link = folder.resolve("home/agents");
        Files.createSymbolicLink(link, folder.resolve("dotfiles"));
        definitions.refresh();
        assertEquals(
                Optional.of(new Evidence.Definition("reviewer", link.resolve("r.md").toString())),
                definitions.matching("You review."));
    }

    @Test
    void theLongestDefinitionWins() throws IOException {
        write("home/agents/a.md", definition("short", "You review."));
        write("home/agents/b.md", definition("long", "You review. Java only."));
        assertEquals(Optional.of("long"), agentOf("You review. Java only. Go."));
        assertEquals(Optional.of("short"), agentOf("You review. Go."));
    }

    @Test
    void linesThatEndInCrLfAndFencesInTheBody() throws IOException {
        write(
                "home/agents/a.md",
                definition("a", "First\n---\nname: b\n---\nlast").replace("\n", "\r\n"));
        assertEquals(Optional.of("a"), agentOf("First\n---\nname: b\n---\nlast\n\nmore"));
        assertEquals(Optional.of("a"), agentOf("First\r\n---\r\nname: b\r\n---\r\nlast"));
    }

    @Test
    void frontMatterIsYaml() throws IOException {
        write("home/agents/a.md", "---\nother: [1]\n'name': \"my agent\" # x\n---\nP1");
        write("home/agents/b.md", "---\nname: b\ndescription: use: when\n  asked: no\n---\nP2");
        write("home/agents/c.md", "--- \nname: c\n---\t\nP3");
        write("home/agents/d.md", "---\nname: 'd'\ndescription: use: when\n---\nP4");
        assertEquals(Optional.of("c"), agentOf("P3"));
        assertEquals(Optional.of("d"), agentOf("P4"));
        assertEquals(Optional.of("my agent"), agentOf("P1"));
        assertEquals(Optional.of("b"), agentOf("P2"));
    }

    @Test
    void whatDefinesNoAgentIsPassedOver() throws IOException {
        write("home/agents/1.md", "no front matter");
        write("home/agents/2.md", "---\nname: x\n");
        write("home/agents/3.md", "---\nname: x\n---\n  \n");
        write("home/agents/4.md", "---\ndescription: x\n---\nbody");
        write("home/agents/5.md", "---\n---\nbody");
        write("home/agents/6.md", "---\n- a\n---\nbody");
        write("home/agents/7.md", definition("large", "x".repeat(300_000)));
        definitions.refresh();
        assertEquals(0, definitions.size());
    }

    @Test
    void changesAreSeen() throws IOException {
        Path file = write("home/agents/a.md", definition("a", "Before"));
        assertEquals(Optional.of("a"), agentOf("Before"));
        write("home/agents/a.md", definition("abc", "After"));
        assertEquals(Optional.empty(), agentOf("Before"));
        assertEquals(Optional.of("abc"), agentOf("After"));
        Files.delete(file);
        assertEquals(Optional.empty(), agentOf("After"));
    }
}
