package dev.ccproxy.configuration;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// All settings with the values that count: the environment's, else those of `config.yaml`, else
/// the defaults.
public final class Configuration {
    private static final String PATH_VARIABLE = "CONFIG_PATH";
    private static final Path DEFAULT_PATH = Path.of("config.yaml");

    private static final String FILE = "config.yaml";
    private static final String MASK = "********";
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("(?<=//)[^/@]*@");

    private final Map<Setting, String> values;
    private final Map<Setting, String> origins;
    private final Map<Table, Map<String, Map<String, String>>> tables;

    private final Routing routing;

    private Configuration(
            Map<Setting, String> values,
            Map<Setting, String> origins,
            Map<Table, Map<String, Map<String, String>>> tables,
            Routing routing) {
        this.values = values;
        this.origins = origins;
        this.tables = tables;
        this.routing = routing;
    }

    /// Reads the file that `CONFIG_PATH` names, else `config.yaml` where there is one.
    ///
    /// @throws ConfigurationException if a key is unknown, a value cannot be used or the file
    ///   cannot be read
    public static Configuration load(Map<String, String> environment) {
        RoutingDraft routing = new RoutingDraft();
        ConfigurationFile.Content content =
                file(environment)
                        .map(path -> ConfigurationFile.read(path, environment, routing))
                        .orElse(ConfigurationFile.Content.NONE);
        return with(content, routing, environment);
    }

    /// What another file would be taken for, in the same environment. Its text may be anybody's: it
    /// reads no variable and no file, so that nothing of them can be shown.
    ///
    /// @param text the file's
    /// @throws ConfigurationException as [#load] does
    public static Configuration candidate(String text, Map<String, String> environment) {
        RoutingDraft routing = new RoutingDraft();
        ConfigurationFile.Content content =
                ConfigurationFile.read(
                        DEFAULT_PATH,
                        new StringReader(text),
                        Placeholders.withoutSecrets(),
                        routing);
        return with(content, routing, environment);
    }

    private static Configuration with(
            ConfigurationFile.Content content,
            RoutingDraft routing,
            Map<String, String> environment) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            setting.defaultValue().ifPresent(value -> values.put(setting, value));
        }
        values.putAll(content.values());
        Map<Setting, String> origins = new EnumMap<>(Setting.class);
        content.values().keySet().forEach(setting -> origins.put(setting, FILE));
        for (Setting setting : Setting.values()) {
            variable(setting, environment)
                    .ifPresent(variable -> {
                        values.put(setting, environment.getOrDefault(variable, ""));
                        origins.put(setting, variable);
                    });
        }
        routing.addEnvironment(environment);
        boolean enabled = "true".equals(values.get(Setting.SUBAGENTS_ENABLE));
        return new Configuration(values, origins, content.tables(), routing.routing(enabled));
    }

    /// The file that is read; empty where there is none.
    public static Optional<Path> file(Map<String, String> environment) {
        String named = environment.getOrDefault(PATH_VARIABLE, "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return Optional.of(DEFAULT_PATH).filter(Files::exists);
    }

    /// The variable that sets it, its value checked.
    private static Optional<String> variable(Setting setting, Map<String, String> environment) {
        for (String variable : setting.variables()) {
            String value = environment.getOrDefault(variable, "");
            if (value.isBlank()) {
                continue;
            }
            if (!setting.kind().accepts(value)) {
                throw new ConfigurationException(
                        variable + " must be " + setting.kind().description());
            }
            return Optional.of(variable);
        }
        return Optional.empty();
    }

    /// The value that counts; empty where the setting is off.
    public Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /// Where the value that counts is from: a variable's name, or `config.yaml`; empty where
    /// nothing is set and the default holds.
    public Optional<String> origin(Setting setting) {
        return Optional.ofNullable(origins.get(setting));
    }

    /// The entries of a table, each with the fields that are set.
    public Map<String, Map<String, String>> rows(Table table) {
        return tables.getOrDefault(table, Map.of());
    }

    /// Which agents go where.
    public Routing routing() {
        return routing;
    }

    /// Every setting that is on, by its key.
    Map<String, String> byKey() {
        return values.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().key(), Map.Entry::getValue));
    }

    /// The value that counts as it may be shown: secrets masked; empty where the setting is off.
    public Optional<String> shown(Setting setting) {
        return value(setting)
                .map(value ->
                        switch (setting.kind()) {
                            case SECRET -> MASK;
                            case URL -> CREDENTIALS_IN_URL.matcher(value).replaceFirst(MASK + "@");
                            case PORT, COUNT, DURATION, SIZE, AMOUNT, FLAG, NAMES, TEXT -> value;
                        });
    }

    /// The settings that are on, one a line, secrets masked.
    public String describe() {
        return values.keySet().stream()
                .map(setting -> setting.key() + " = " + shown(setting).orElse(""))
                .collect(Collectors.joining("\n", "", routing.describe()));
    }
}
