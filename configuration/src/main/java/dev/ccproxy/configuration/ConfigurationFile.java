package dev.ccproxy.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Reads `config.yaml` into keys joined by dots, and refuses keys that do not exist.
final class ConfigurationFile {
    private final Path path;
    private final Placeholders placeholders;
    private final Map<Setting, String> values = new LinkedHashMap<>();

    private ConfigurationFile(Path path, Placeholders placeholders) {
        this.path = path;
        this.placeholders = placeholders;
    }

    static Map<Setting, String> read(Path path, Map<String, String> environment) {
        ConfigurationFile file = new ConfigurationFile(path, new Placeholders(environment));
        try (Reader reader = Files.newBufferedReader(path)) {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            if (root != null) {
                file.readLevel("", root);
            }
        } catch (MarkedYAMLException e) {
            throw new ConfigurationException(
                    path
                            + ":"
                            + (e.getProblemMark().getLine() + 1)
                            + ": not YAML: "
                            + e.getProblem());
        } catch (IOException e) {
            throw new ConfigurationException(path + " cannot be read: " + reason(e));
        }
        return file.values;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "there is no such file";
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.charset.CharacterCodingException coding -> "it is not UTF-8";
            default -> String.valueOf(e.getMessage());
        };
    }

    private void readLevel(String level, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw problem(
                    node, (level.isEmpty() ? "the file" : level) + " must hold keys and values");
        }
        List<String> seen = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            String name =
                    entry.getKeyNode() instanceof ScalarNode scalar
                            ? scalar.getValue()
                            : "(not text)";
            String key = level.isEmpty() ? name : level + "." + name;
            if (seen.contains(key)) {
                throw problem(entry.getKeyNode(), key + " is set twice");
            }
            seen.add(key);
            readEntry(key, entry);
        }
    }

    private void readEntry(String key, NodeTuple entry) {
        Node value = entry.getValueNode();
        if (Setting.isLevel(key)) {
            if (!isEmpty(value)) {
                readLevel(key, value);
            }
            return;
        }
        Setting setting = Setting.withKey(key).orElseThrow(() -> unknown(key, entry.getKeyNode()));
        if (!(value instanceof ScalarNode scalar)) {
            throw problem(value, key + " must be " + setting.kind().description());
        }
        if (isEmpty(value)) {
            return;
        }
        String where = path + ":" + line(value) + ": " + key;
        String expanded = placeholders.expand(scalar.getValue(), where);
        if (!setting.kind().accepts(expanded)) {
            throw new ConfigurationException(where + " must be " + setting.kind().description());
        }
        values.put(setting, expanded);
    }

    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    private ConfigurationException unknown(String key, Node node) {
        String hint = Setting.nearest(key).map(near -> "; did you mean " + near + "?").orElse("");
        return problem(node, key + " is not a setting" + hint);
    }

    private ConfigurationException problem(Node node, String what) {
        return new ConfigurationException(path + ":" + line(node) + ": " + what);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
