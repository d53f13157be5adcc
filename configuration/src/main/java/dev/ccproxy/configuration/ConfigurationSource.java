package dev.ccproxy.configuration;

import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/// Hands the settings to Quarkus, above `application.properties` and below system properties.
public final class ConfigurationSource implements ConfigSourceProvider {
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader classLoader) {
        Map<String, String> values =
                Configuration.load(System.getenv()).byKey().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> escape(entry.getValue())));
        return List.of(new PropertiesConfigSource(values, "config.yaml", ORDINAL));
    }

    /// What is a placeholder has been resolved already; what looks like one now is text.
    private static String escape(String value) {
        return value.replace("${", "\\${");
    }
}
