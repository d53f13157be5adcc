package dev.ccproxy.configuration;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can be set for a provider, below `providers.<name>`.
public enum ProviderSetting {
    FORMAT("format", Kind.TEXT, null),
    API("api", Kind.TEXT, "chat"),
    BASE_URL("base_url", Kind.URL, null),
    API_KEY("api_key", Kind.SECRET, null),
    VERSION("version", Kind.TEXT, "2023-06-01"),
    MAX_RETRIES("max_retries", Kind.COUNT, "2"),
    TIMEOUT("timeout", Kind.DURATION, "600"),
    BREAKER_ENABLED("circuit_breaker.enabled", Kind.FLAG, "true"),
    BREAKER_MAX_FAILURES("circuit_breaker.max_failures", Kind.COUNT, "5"),
    BREAKER_TIMEOUT("circuit_breaker.timeout", Kind.DURATION, "30"),
    FALLBACK_PROVIDER("fallback_provider", Kind.TEXT, null),
    MODELS("models", Kind.NAMES, null),
    HEADERS("headers", Kind.SECRET, null);

    private final String key;
    private final Kind kind;
    private final Optional<String> defaultValue;

    ProviderSetting(String key, Kind kind, @Nullable String defaultValue) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = Optional.ofNullable(defaultValue);
    }

    /// Its key below the provider's name.
    public String key() {
        return key;
    }

    /// What values it takes.
    public Kind kind() {
        return kind;
    }

    /// What holds where it is not set.
    public Optional<String> defaultValue() {
        return defaultValue;
    }

    /// The setting with this key; `headers.<name>` is one of the headers.
    static Optional<ProviderSetting> withKey(String key) {
        if (key.startsWith("headers.")) {
            return Optional.of(HEADERS);
        }
        return Arrays.stream(values())
                .filter(setting -> setting != HEADERS && setting.key.equals(key))
                .findFirst();
    }

    /// Whether some setting lies below this key.
    static boolean isLevel(String key) {
        return key.equals("headers") || key.equals("circuit_breaker");
    }
}
