package dev.ccproxy.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// All settings with the values that count: the environment's, else those of `config.yaml`, else
/// the defaults.
public final class Configuration {
    private static final String PATH_VARIABLE = "CONFIG_PATH";
    private static final Path DEFAULT_PATH = Path.of("config.yaml");

    private final Map<Setting, String> values;

    private Configuration(Map<Setting, String> values) {
        this.values = values;
    }

    /// Reads the file that `CONFIG_PATH` names, else `config.yaml` where there is one.
    ///
    /// @throws ConfigurationException if a key is unknown, a value cannot be used or the file
    ///   cannot be read
    public static Configuration load(Map<String, String> environment) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            setting.defaultValue().ifPresent(value -> values.put(setting, value));
        }
        file(environment)
                .ifPresent(path -> values.putAll(ConfigurationFile.read(path, environment)));
        for (Setting setting : Setting.values()) {
            fromEnvironment(setting, environment).ifPresent(value -> values.put(setting, value));
        }
        return new Configuration(values);
    }

    private static Optional<Path> file(Map<String, String> environment) {
        String named = environment.getOrDefault(PATH_VARIABLE, "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        return Optional.of(DEFAULT_PATH).filter(Files::exists);
    }

    private static Optional<String> fromEnvironment(
            Setting setting, Map<String, String> environment) {
        for (String variable : setting.variables()) {
            String value = environment.getOrDefault(variable, "");
            if (value.isEmpty()) {
                continue;
            }
            if (!setting.kind().accepts(value)) {
                throw new ConfigurationException(
                        variable + " must be " + setting.kind().description());
            }
            return Optional.of(value);
        }
        return Optional.empty();
    }

    /// The value that counts; empty where the setting is off.
    public Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /// Every setting that is on, by its key.
    Map<String, String> byKey() {
        return values.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().key(), Map.Entry::getValue));
    }

    /// The settings that are on, one a line, secrets masked.
    public String describe() {
        return values.entrySet().stream()
                .map(entry ->
                        entry.getKey().key() + " = " + shown(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(Setting setting, String value) {
        return setting.kind() == Kind.SECRET ? "********" : value;
    }
}
