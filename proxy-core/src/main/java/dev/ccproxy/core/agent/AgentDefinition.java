package dev.ccproxy.core.agent;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// An agent as its `.md` file defines it.
///
/// @param prompt what its system prompt begins with, lines ended by LF, never empty
/// @see <a href="https://code.claude.com/docs/en/sub-agents">Subagents</a>
record AgentDefinition(String name, String prompt, Path file) {
    private static final Pattern QUOTES = Pattern.compile("^(['\"])(.*)\\1$");

    /// Only the first fence on a line of its own ends it; the body may hold more.
    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A---[ \t]*\n(.*?)^---[ \t]*$", Pattern.DOTALL | Pattern.MULTILINE);

    /// Reads a file's text. A file without a front matter that names the agent defines none; a
    /// plugin's may leave the name to the file.
    ///
    /// @param prefix what stands before the name, as a plugin's does; or the empty string
    static Optional<AgentDefinition> of(Path file, String text, String prefix) {
        String unified = text.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
        Matcher frontMatter = FRONT_MATTER.matcher(unified);
        if (!frontMatter.find()) {
            return Optional.empty();
        }
        String prompt = unified.substring(frontMatter.end()).strip();
        return name(frontMatter.group(1))
                .or(() -> prefix.isEmpty() ? Optional.empty() : Optional.of(baseName(file)))
                .filter(name -> !prompt.isEmpty())
                .map(name -> new AgentDefinition(prefix + name, prompt, file));
    }

    private static String baseName(Path file) {
        return String.valueOf(file.getFileName()).replaceAll("\\.md$", "");
    }

    private static Optional<String> name(String frontMatter) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        try {
            Node root =
                    new Yaml(new SafeConstructor(limits)).compose(new StringReader(frontMatter));
            if (root instanceof MappingNode mapping) {
                for (NodeTuple entry : mapping.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals("name")
                            && entry.getValueNode() instanceof ScalarNode value
                            && !value.getValue().isBlank()) {
                        return Optional.of(value.getValue().strip());
                    }
                }
            }
            return Optional.empty();
        } catch (YAMLException e) {
            // Descriptions with a colon are no YAML, and yet Claude Code takes them.
            return frontMatter
                    .lines()
                    .filter(line -> line.startsWith("name:"))
                    .map(line -> QUOTES.matcher(line.substring("name:".length()).strip()))
                    .map(name -> name.replaceAll("$2"))
                    .filter(name -> !name.isEmpty())
                    .findFirst();
        }
    }
}
