package dev.ccproxy.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads `config.yaml` into keys joined by dots, and refuses keys that do not exist.
final class ConfigurationFile {
    private final Path path;
    private final Placeholders placeholders;
    private final Map<Setting, String> values = new LinkedHashMap<>();
    private final Map<Table, Map<String, Map<String, String>>> tables = new EnumMap<>(Table.class);

    /// What a file holds.
    ///
    /// @param tables the fields of each table's entries
    record Content(
            Map<Setting, String> values, Map<Table, Map<String, Map<String, String>>> tables) {
        static final Content NONE = new Content(Map.of(), Map.of());
    }

    private final RoutingDraft routing;

    private ConfigurationFile(Path path, Placeholders placeholders, RoutingDraft routing) {
        this.path = path;
        this.placeholders = placeholders;
        this.routing = routing;
    }

    /// @param routing is given what cannot be known by name: providers and mappings
    static Content read(Path path, Map<String, String> environment, RoutingDraft routing) {
        try (Reader reader = Files.newBufferedReader(path)) {
            return read(path, reader, new Placeholders(environment), routing);
        } catch (IOException e) {
            throw new ConfigurationException(path + " cannot be read: " + reason(e));
        }
    }

    /// @param path what the text is called in errors
    static Content read(Path path, Reader reader, Placeholders placeholders, RoutingDraft routing) {
        ConfigurationFile file = new ConfigurationFile(path, placeholders, routing);
        try {
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
        }
        return new Content(file.values, file.tables);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "there is no such file";
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.charset.CharacterCodingException coding -> "it is not UTF-8";
            default -> String.valueOf(e.getMessage());
        };
    }

    /// Takes an entry of a level.
    private interface Entries {
        void read(String name, String key, NodeTuple entry);
    }

    private void readLevel(String level, Node node) {
        readLevel(level, node, (name, key, entry) -> readEntry(key, entry));
    }

    private void readLevel(String level, Node node, Entries entries) {
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
            entries.read(name, key, entry);
        }
    }

    private void readTable(Table table, Node node) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        readLevel(
                table.key(),
                node,
                (name, key, entry) -> rows.put(name, readRow(table, key, entry.getValueNode())));
        tables.put(table, rows);
    }

    private Map<String, String> readRow(Table table, String row, Node node) {
        Map<String, String> fields = new LinkedHashMap<>();
        readLevel(
                row,
                node,
                (name, key, entry) -> {
                    if (!table.hasField(name)) {
                        throw problem(
                                entry.getKeyNode(),
                                key + " is not a setting; there are " + table.fieldNames());
                    }
                    if (!isEmpty(entry.getValueNode())) {
                        fields.put(name, readValue(key, table.kind(), entry.getValueNode()));
                    }
                });
        return fields;
    }

    private void readEntry(String key, NodeTuple entry) {
        Node value = entry.getValueNode();
        Optional<Table> table = Table.withKey(key);
        if (table.isPresent()) {
            if (!isEmpty(value)) {
                readTable(table.get(), value);
            }
            return;
        }
        if (Setting.isLevel(key) || routing.isLevel(key)) {
            if (!isEmpty(value)) {
                readLevel(key, value);
            }
            return;
        }
        if (Setting.withKey(key).isEmpty() && routing.knows(key)) {
            readRouting(key, value);
            return;
        }
        Setting setting = Setting.withKey(key).orElseThrow(() -> unknown(key, entry.getKeyNode()));
        if (!isEmpty(value)) {
            values.put(setting, readValue(key, setting.kind(), value));
        }
    }

    private void readRouting(String key, Node value) {
        Kind kind = routing.kind(key);
        String where = path + ":" + line(value) + ": " + key;
        if (value instanceof SequenceNode sequence && kind == Kind.NAMES) {
            for (Node element : sequence.getValue()) {
                routing.put(key, readValue(key, Kind.TEXT, element), where);
            }
        } else if (!isEmpty(value)) {
            routing.put(key, readValue(key, kind, value), where);
        }
    }

    private String readValue(String key, Kind kind, Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            throw problem(value, key + " must be " + kind.description());
        }
        String where = path + ":" + line(value) + ": " + key;
        String expanded = placeholders.expand(scalar.getValue(), where);
        if (!kind.accepts(expanded)) {
            throw new ConfigurationException(where + " must be " + kind.description());
        }
        return expanded;
    }

    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    private ConfigurationException unknown(String key, Node node) {
        String hint =
                Setting.nearest(key)
                        .or(() -> routing.nearest(key))
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
        return problem(node, key + " is not a setting" + hint);
    }

    private ConfigurationException problem(Node node, String what) {
        return new ConfigurationException(path + ":" + line(node) + ": " + what);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
