package dev.ccproxy.core.agent;

import dev.ccproxy.exchange.Evidence;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The agents that users defined: their own, their plugins', and those of the projects that the
/// traffic tells of. Files are read, never run, and only as far as a prompt could go.
@Singleton
public class AgentDefinitions {
    private static final Logger LOG = Logger.getLogger(AgentDefinitions.class);
    private static final long MAX_FILE_BYTES = 256 << 10;
    private static final int MAX_FILES = 2_000;
    private static final int MAX_PROJECTS = 200;
    private static final int PLUGIN_DEPTH = 8;
    private static final int AGENT_DEPTH = 8;

    private final Path claudeFolder;
    private final Set<Path> projects = ConcurrentHashMap.newKeySet();
    private final Map<Path, Known> known = new HashMap<>();
    private volatile List<AgentDefinition> definitions = List.of();

    /// A file as it was read last.
    private record Known(FileTime modified, long size, Optional<AgentDefinition> definition) {}

    @Inject
    AgentDefinitions() {
        this(
                Optional.ofNullable(System.getenv("CLAUDE_CONFIG_DIR"))
                        .map(Path::of)
                        .orElse(Path.of(System.getProperty("user.home"), ".claude")));
    }

    /// @param claudeFolder where the user's own agents and plugins are
    AgentDefinitions(Path claudeFolder) {
        this.claudeFolder = claudeFolder;
    }

    /// A project was seen in the traffic. Its agents are known after the next [#refresh()].
    ///
    /// @return whether it is a new one
    public boolean projectSeen(String folder) {
        try {
            Path path = Path.of(folder);
            return path.isAbsolute() && projects.size() < MAX_PROJECTS && projects.add(path);
        } catch (InvalidPathException e) {
            // Whatever that is, it is no folder of this machine's.
            return false;
        }
    }

    /// The definition that the text begins with; of several the longest.
    public Optional<Evidence.Definition> matching(String systemText) {
        String text = systemText.replace("\r\n", "\n").strip();
        return definitions.stream()
                .filter(definition -> text.startsWith(definition.prompt()))
                .findFirst()
                .map(found -> new Evidence.Definition(found.name(), found.file().toString()));
    }

    /// How many agents are known.
    public int size() {
        return definitions.size();
    }

    /// Looks for new, changed and deleted files. Blocks.
    public synchronized void refresh() {
        Set<Path> files = new LinkedHashSet<>();
        projects.forEach(project -> findAbove(project, files));
        find(claudeFolder.resolve("agents"), AGENT_DEPTH, files);
        find(claudeFolder.resolve("plugins"), PLUGIN_DEPTH, files);
        known.keySet().retainAll(files);
        List<AgentDefinition> found = new ArrayList<>();
        files.forEach(file -> read(file).ifPresent(found::add));
        found.sort(
                Comparator.comparingInt((AgentDefinition it) -> it.prompt().length()).reversed());
        definitions = List.copyOf(found);
    }

    /// Where Claude Code runs in a part of a repository, it knows the agents of the whole.
    private static void findAbove(Path project, Set<Path> files) {
        for (Path folder = project; folder != null; folder = folder.getParent()) {
            find(folder.resolve(".claude/agents"), AGENT_DEPTH, files);
            if (Files.exists(folder.resolve(".git"))) {
                return;
            }
        }
    }

    private static void find(Path folder, int depth, Set<Path> files) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        // The folder itself may be a link to where somebody keeps such files.
        Path real = real(folder);
        try (Stream<Path> all = Files.walk(real, depth)) {
            all.map(file -> folder.resolve(real.relativize(file)))
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(AgentDefinitions::isInAgentsFolder)
                    .limit(MAX_FILES - files.size())
                    .forEach(files::add);
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("%s cannot be searched for agents: %s", folder, e.getMessage());
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            // It went away meanwhile, which shows when it is read.
            return folder;
        }
    }

    private static boolean isInAgentsFolder(Path file) {
        for (Path part : file) {
            if (part.toString().equals("agents")) {
                return true;
            }
        }
        return false;
    }

    private Optional<AgentDefinition> read(Path file) {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            Known before = known.get(file);
            if (before != null && before.modified().equals(modified) && before.size() == size) {
                return before.definition();
            }
            Optional<AgentDefinition> definition = Optional.empty();
            if (size <= MAX_FILE_BYTES && Files.isRegularFile(file)) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                definition = AgentDefinition.of(file, text, PluginAgents.prefix(file));
            }
            known.put(file, new Known(modified, size, definition));
            return definition;
        } catch (IOException e) {
            LOG.warnf("%s cannot be read: %s", file, e.getMessage());
            return Optional.empty();
        }
    }
}
