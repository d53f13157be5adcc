package dev.ccproxy.core.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/// How Claude Code calls the agents of plugins: by the plugin's name, the folders below its
/// `agents`, and their own name, with colons between.
///
/// @see <a href="https://code.claude.com/docs/en/plugins-reference">Plugins</a>
final class PluginAgents {
    private static final Logger LOG = Logger.getLogger(PluginAgents.class);
    private static final String AGENTS = "agents";
    private static final long MAX_MANIFEST_BYTES = 256 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PluginAgents() {}

    /// What stands before the name of an agent of this file; the empty string where it is no
    /// plugin's.
    static String prefix(Path file) {
        Deque<String> names = new ArrayDeque<>();
        Path folder = file.getParent();
        while (folder != null && !folder.endsWith(AGENTS)) {
            names.addFirst(String.valueOf(folder.getFileName()));
            folder = folder.getParent();
        }
        Path plugin = folder == null ? null : folder.getParent();
        if (plugin == null) {
            return "";
        }
        Path manifest = plugin.resolve(".claude-plugin/plugin.json");
        if (!Files.isRegularFile(manifest)) {
            return "";
        }
        names.addFirst(name(plugin, manifest));
        return String.join(":", names) + ":";
    }

    /// Its folder may be called by its version.
    private static String name(Path plugin, Path manifest) {
        try {
            if (Files.size(manifest) <= MAX_MANIFEST_BYTES) {
                String name =
                        JSON.readTree(Files.readAllBytes(manifest)).path("name").asText().strip();
                if (!name.isEmpty()) {
                    return name;
                }
            }
        } catch (IOException e) {
            LOG.warnf("%s cannot be read: %s", manifest, e.getMessage());
        }
        return String.valueOf(plugin.getFileName());
    }
}
