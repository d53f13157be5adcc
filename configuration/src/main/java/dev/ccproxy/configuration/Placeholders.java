package dev.ccproxy.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts values in place of `${VARIABLE}`, `${VARIABLE:default}` and `${file:/path}`.
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final String FILE = "file:";

    private final Map<String, String> environment;
    private final boolean trusted;

    Placeholders(Map<String, String> environment) {
        this(environment, true);
    }

    private Placeholders(Map<String, String> environment, boolean trusted) {
        this.environment = environment;
        this.trusted = trusted;
    }

    /// For text that somebody sent: it must not show what is in the environment or in files. What
    /// has no default stands for itself.
    static Placeholders withoutSecrets() {
        return new Placeholders(Map.of(), false);
    }

    /// @param where what to name in an error: the place of the value
    String expand(String value, String where) {
        return PLACEHOLDER
                .matcher(value)
                .replaceAll(match -> Matcher.quoteReplacement(resolve(match.group(1), where)));
    }

    private String resolve(String name, String where) {
        if (!trusted && (name.startsWith(FILE) || !name.contains(":"))) {
            return "(" + name + ")";
        }
        if (name.startsWith(FILE)) {
            return contentOf(Path.of(name.substring(FILE.length())), where);
        }
        int colon = name.indexOf(':');
        String variable = colon < 0 ? name : name.substring(0, colon);
        String value = environment.get(variable);
        if (value != null) {
            return value;
        }
        if (colon < 0) {
            throw new ConfigurationException(
                    where + " refers to " + variable + ", which is not set");
        }
        return name.substring(colon + 1);
    }

    private static String contentOf(Path file, String where) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigurationException(
                    where + " refers to " + file + ", which cannot be read");
        }
    }
}
