package dev.ccproxy.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that can be set, each under one key of `config.yaml` and, mostly, by a variable of
/// the environment, which wins.
public enum Setting {
    SERVER_HOST("server.host", Kind.TEXT, "127.0.0.1", "BIND_ADDRESS"),
    SERVER_PORT("server.port", Kind.PORT, "3001", "PROXY_CORE_PORT", "PORT"),
    PUBLISHED_ADDRESS("server.published_address", Kind.TEXT, null, "PUBLISHED_ADDRESS"),
    PROXY_TOKEN("server.access.token", Kind.SECRET, null, "PROXY_TOKEN"),
    READ_TIMEOUT("server.timeouts.read", Kind.DURATION, "600", "READ_TIMEOUT"),
    WRITE_TIMEOUT("server.timeouts.write", Kind.DURATION, "600", "WRITE_TIMEOUT"),
    IDLE_TIMEOUT("server.timeouts.idle", Kind.DURATION, "600", "IDLE_TIMEOUT"),
    ANTHROPIC_BASE_URL(
            "providers.anthropic.base_url",
            Kind.URL,
            "https://api.anthropic.com",
            "ANTHROPIC_FORWARD_URL"),
    ANTHROPIC_VERSION("providers.anthropic.version", Kind.TEXT, null, "ANTHROPIC_VERSION"),
    ANTHROPIC_MAX_RETRIES(
            "providers.anthropic.max_retries", Kind.COUNT, "3", "ANTHROPIC_MAX_RETRIES"),
    DRAIN_TIMEOUT("server.timeouts.drain", Kind.DURATION, "600", "DRAIN_TIMEOUT"),
    SUBAGENTS_ENABLE("subagents.enable", Kind.FLAG, "false", "SUBAGENTS_ENABLE"),
    DB_PATH("storage.db_path", Kind.TEXT, "data/exchanges.db", "DB_PATH"),
    QUEUE_SIZE("storage.queue_size", Kind.SIZE, "40M", "RECORD_QUEUE_SIZE"),
    RETENTION_MAX_AGE("storage.retention.max_age", Kind.DURATION, null, "RETENTION_MAX_AGE"),
    RETENTION_MAX_SIZE("storage.retention.max_size", Kind.SIZE, null, "RETENTION_MAX_SIZE"),
    DATA_HOST("data.host", Kind.TEXT, "127.0.0.1", "PROXY_DATA_HOST"),
    DATA_PORT("data.port", Kind.PORT, "3002", "PROXY_DATA_PORT"),
    DASHBOARD_TOKEN("data.access.token", Kind.SECRET, null, "DASHBOARD_TOKEN"),
    ALLOWED_HOSTS("data.access.hosts", Kind.NAMES, null, "ALLOWED_HOSTS"),
    OTLP_ENDPOINT("telemetry.otlp_endpoint", Kind.URL, null, "OTEL_EXPORTER_OTLP_ENDPOINT"),
    TELEMETRY_CONTENT(
            "telemetry.content",
            Kind.FLAG,
            "false",
            "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"),
    INDEX_PATH("data.index_path", Kind.TEXT, null, "INDEX_PATH"),
    CLAUDE_PROJECTS_PATH("data.claude_projects_path", Kind.TEXT, null, "CLAUDE_PROJECTS_PATH"),
    BUDGET_DAILY("data.budget.daily", Kind.AMOUNT, null, "BUDGET_DAILY"),
    BUDGET_MONTHLY("data.budget.monthly", Kind.AMOUNT, null, "BUDGET_MONTHLY");

    private final String key;
    private final Kind kind;
    private final Optional<String> defaultValue;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> variables;

    Setting(String key, Kind kind, @Nullable String defaultValue, String... variables) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = Optional.ofNullable(defaultValue);
        this.variables = List.of(variables);
    }

    /// Its key in `config.yaml`, levels joined by dots.
    public String key() {
        return key;
    }

    /// What values it takes.
    public Kind kind() {
        return kind;
    }

    /// What holds where it is not set; empty where it is then off.
    public Optional<String> defaultValue() {
        return defaultValue;
    }

    /// The variables that set it; where several are set the first one counts.
    public List<String> variables() {
        return variables;
    }

    /// The setting with this key.
    static Optional<Setting> withKey(String key) {
        return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }

    /// Whether some setting lies below this key, so that it opens a level of `config.yaml`.
    static boolean isLevel(String key) {
        return Arrays.stream(values()).anyMatch(setting -> setting.key.startsWith(key + "."));
    }

    /// The key that was probably meant, if one is near enough.
    static Optional<String> nearest(String key) {
        return nearest(key, Arrays.stream(values()).map(Setting::key).toList());
    }

    /// The one of these keys that was probably meant, if one is near enough.
    static Optional<String> nearest(String key, List<String> keys) {
        return keys.stream()
                .min((a, b) -> Integer.compare(distance(a, key), distance(b, key)))
                .filter(candidate -> distance(candidate, key) <= Math.max(2, key.length() / 4));
    }

    /// The number of letters to change, add or drop to turn one text into the other.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
