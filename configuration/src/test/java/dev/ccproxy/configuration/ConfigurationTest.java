package dev.ccproxy.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir Path folder;

    @Test
    void defaultsHoldWhereNothingIsSet() {
        assertEquals(Optional.of("3001"), Configuration.load(Map.of()).value(Setting.SERVER_PORT));
    }

    @Test
    void theFileWinsOverTheDefaultAndTheEnvironmentOverTheFile() throws IOException {
        String yaml = "server:\n  port: 4001\n  timeouts:\n    read: 10m\n";

        Configuration configuration = load(yaml, Map.of("READ_TIMEOUT", "900"));

        assertEquals(Optional.of("4001"), configuration.value(Setting.SERVER_PORT));
        assertEquals(Optional.of("900"), configuration.value(Setting.READ_TIMEOUT));
        assertEquals(Optional.of("config.yaml"), configuration.origin(Setting.SERVER_PORT));
        assertEquals(Optional.of("READ_TIMEOUT"), configuration.origin(Setting.READ_TIMEOUT));
        assertEquals(Optional.empty(), configuration.origin(Setting.WRITE_TIMEOUT));
    }

    @Test
    void theMoreSpecificVariableWins() {
        Map<String, String> environment = Map.of("PORT", "5000", "PROXY_CORE_PORT", "5001");

        assertEquals(
                Optional.of("5001"), Configuration.load(environment).value(Setting.SERVER_PORT));
        assertEquals(
                Optional.of("5000"),
                Configuration.load(Map.of("PORT", "5000")).value(Setting.SERVER_PORT));
    }

    @Test
    void anEmptyFileAndEmptyValuesLeaveTheDefaults() throws IOException {
        assertEquals(Optional.of("3001"), load("", Map.of()).value(Setting.SERVER_PORT));
        assertEquals(
                Optional.of("3001"),
                load("server:\n  port:\nstorage:\n", Map.of("PORT", ""))
                        .value(Setting.SERVER_PORT));
    }

    @Test
    void variablesExpandInValues() throws IOException {
        String yaml = "storage:\n  db_path: ${BASE}/x-${NAME:exchanges}.db\n";

        assertEquals(
                Optional.of("/srv/x-exchanges.db"),
                load(yaml, Map.of("BASE", "/srv")).value(Setting.DB_PATH));
    }

    @Test
    void filesExpandInValues() throws IOException {
        Path secret = Files.writeString(folder.resolve("version"), "2023-06-01\n");

        assertEquals(
                Optional.of("2023-06-01"),
                load("providers: {anthropic: {version: '${file:" + secret + "}'}}", Map.of())
                        .value(Setting.ANTHROPIC_VERSION));
    }

    @Test
    void aMisspeltKeyIsNamedWithItsLineAndTheLikelyOne() {
        assertProblem(
                "server:\n  prot: 4001\n",
                "config.yaml:2: server.prot is not a setting; did you mean server.port?");
    }

    @Test
    void anUnknownKeyWithoutLikenessIsNamed() {
        assertProblem("colour: blue\n", "config.yaml:1: colour is not a setting");
    }

    @Test
    void aBadPortIsNamed() {
        assertProblem(
                "server: {port: 99999}",
                "config.yaml:1: server.port must be a port from 0 to 65535");
        ConfigurationException e =
                assertThrows(
                        ConfigurationException.class,
                        () -> Configuration.load(Map.of("PORT", "http")));
        assertEquals("PORT must be a port from 0 to 65535", e.getMessage());
    }

    @Test
    void aBaseUrlWithoutASchemeIsNamed() {
        assertProblem(
                "providers:\n  anthropic:\n    base_url: api.anthropic.com\n",
                "config.yaml:3: providers.anthropic.base_url must be a URL that begins with"
                        + " http:// or https://");
    }

    @Test
    void aMissingVariableIsNamed() {
        assertProblem(
                "storage:\n  db_path: ${NOWHERE}/x\n",
                "config.yaml:2: storage.db_path refers to NOWHERE, which is not set");
    }

    @Test
    void aLevelWithoutKeysAndAKeyWithLevelsAreNamed() {
        assertProblem("server: 4001\n", "config.yaml:1: server must hold keys and values");
        assertProblem(
                "server:\n  port: [1]\n",
                "config.yaml:2: server.port must be a port from 0 to 65535");
    }

    @Test
    void aKeySetTwiceIsNamed() {
        assertProblem("server:\n  port: 1\n  port: 2\n", "config.yaml:3: server.port is set twice");
    }

    @Test
    void brokenYamlIsNamedByItsLine() {
        assertTrue(
                problemWith("server: {port: 1\n").startsWith(folder + "/config.yaml:2: not YAML"));
    }

    @Test
    void aTableHasEntriesOfAnyName() throws IOException {
        String yaml =
                """
                prices:
                  gpt-4.1-own: {input: 2, output: '8.5'}
                  local*: {input: '${FREE:0}'}
                """;

        assertEquals(
                Map.of(
                        "gpt-4.1-own",
                        Map.of("input", "2", "output", "8.5"),
                        "local*",
                        Map.of("input", "0")),
                load(yaml, Map.of()).rows(Table.PRICES));
        assertEquals(Map.of(), load("prices:\n", Map.of()).rows(Table.PRICES));
    }

    @Test
    void aMisspeltFieldOfATableIsNamed() {
        assertProblem(
                "prices:\n  own:\n    inptu: 1\n",
                "config.yaml:3: prices.own.inptu is not a setting; there are input, output,"
                        + " cache_write_5m, cache_write_1h, cache_read, web_search");
        assertProblem(
                "prices:\n  own: {input: cheap}\n",
                "config.yaml:2: prices.own.input must be an amount in USD such as 3 or 0.25, with"
                        + " four decimals at the most");
        assertProblem("prices: 3\n", "config.yaml:1: prices must hold keys and values");
        assertProblem("prices:\n  own: 3\n", "config.yaml:2: prices.own must hold keys and values");
    }

    @Test
    void secretsAreShownAsStars() throws IOException {
        Configuration configuration =
                load(
                        "providers: {anthropic: {base_url: 'https://me:key@proxy.test/a@b'}}",
                        Map.of("DASHBOARD_TOKEN", "a-secret-of-my-own"));

        assertEquals(Optional.of("********"), configuration.shown(Setting.DASHBOARD_TOKEN));
        assertEquals(
                Optional.of("https://********@proxy.test/a@b"),
                configuration.shown(Setting.ANTHROPIC_BASE_URL));
        assertEquals(Optional.empty(), configuration.shown(Setting.RETENTION_MAX_AGE));
        assertFalse(configuration.describe().contains("secret"), configuration.describe());
        assertFalse(configuration.describe().contains("key"), configuration.describe());
    }

    @Test
    void anUnreadableFileIsNamed() {
        Map<String, String> environment = Map.of("CONFIG_PATH", folder + "/none.yaml");

        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> Configuration.load(environment));

        assertEquals(folder + "/none.yaml cannot be read: there is no such file", e.getMessage());
    }

    @Test
    void durationsAndSizesAreChecked() {
        for (String value : new String[] {"0", "-1", "soon", "10 minutes"}) {
            assertFalse(Kind.DURATION.accepts(value), value);
        }
        for (String value : new String[] {"600", "90s", "10m", "250ms"}) {
            assertTrue(Kind.DURATION.accepts(value), value);
        }
        assertTrue(Kind.SIZE.accepts("20G"));
        assertFalse(Kind.SIZE.accepts("big"));
    }

    private void assertProblem(String yaml, String expected) {
        assertEquals(folder + "/" + expected, problemWith(yaml));
    }

    private String problemWith(String yaml) {
        String message =
                String.valueOf(
                        assertThrows(ConfigurationException.class, () -> load(yaml, Map.of()))
                                .getMessage());
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private Configuration load(String yaml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
        Map<String, String> all = new HashMap<>(environment);
        all.put("CONFIG_PATH", file.toString());
        return Configuration.load(all);
    }

    /// As a compose file passes on what nobody has set.
    @Test
    void aBlankVariableIsNoneAtAll() {
        Configuration configuration = Configuration.load(Map.of("ALLOWED_HOSTS", " ", "PORT", ""));
        assertEquals(Optional.empty(), configuration.value(Setting.ALLOWED_HOSTS));
        assertEquals(Optional.of("3001"), configuration.value(Setting.SERVER_PORT));
    }
}
