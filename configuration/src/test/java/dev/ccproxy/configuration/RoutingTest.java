package dev.ccproxy.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {
    private static final String KEY = "providers: {openai: {api_key: k}}\n";

    @TempDir Path folder;

    @Test
    void nothingIsRoutedUnlessItIsAskedFor() {
        Routing routing = Configuration.load(Map.of()).routing();
        assertFalse(routing.enabled());
        assertEquals(Map.of(), routing.routes());
    }

    @Test
    void aCandidateIsCheckedAndReadsNeitherVariablesNorFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
        Map<String, String> environment = Map.of("NAME", "s3cret", "OPENAI_API_KEY", "k");
        Routing routing =
                Configuration.candidate(
                                """
                                subagents:
                                  enable: true
                                  mappings:
                                    one: openai:${NAME}
                                    two: openai:${file:%s}
                                    three: openai:${MODEL:gpt-4o}
                                """
                                        .formatted(secret),
                                environment)
                        .routing();
        assertTrue(routing.enabled());
        assertEquals("(NAME)", Objects.requireNonNull(routing.routes().get("one")).model());
        assertEquals("gpt-4o", Objects.requireNonNull(routing.routes().get("three")).model());
        assertFalse(routing.toString().contains("s3cret"), routing.toString());
        ConfigurationException refused =
                assertThrows(
                        ConfigurationException.class,
                        () -> Configuration.candidate("subagents: {enabled: true}", environment));
        assertTrue(String.valueOf(refused.getMessage()).contains("subagents.enabled"));
    }

    @Test
    void everythingThatCanBeSet() throws IOException {
        Routing routing =
                load(
                        """
                        subagents:
                          enable: true
                          mappings:
                            code-reviewer: fast:glm-4.6
                        providers:
                          fast:
                            format: anthropic
                            api: responses
                            base_url: http://localhost:9/x/
                            api_key: ${KEY}
                            version: "2024-01-01"
                            max_retries: 7
                            timeout: 90s
                            circuit_breaker: {enabled: false, max_failures: 3, timeout: 1m}
                            fallback_provider: anthropic
                            headers: {X-Title: proxy}
                            models: [a, b]
                        """,
                        Map.of("KEY", "secret"));
        assertTrue(routing.enabled());
        assertEquals(
                new Provider(
                        "fast",
                        Provider.Format.ANTHROPIC,
                        Provider.Api.RESPONSES,
                        URI.create("http://localhost:9/x/"),
                        Optional.of("secret"),
                        "2024-01-01",
                        7,
                        Duration.ofSeconds(90),
                        new Provider.Breaker(false, 3, Duration.ofMinutes(1)),
                        true,
                        Map.of("X-Title", "proxy"),
                        List.of("a", "b")),
                routing.providers().get("fast"));
        assertEquals(
                Map.of("code-reviewer", new Routing.Route("fast", "glm-4.6")), routing.routes());
    }

    @Test
    void openaiNeedsNothingButItsKey() {
        Routing routing =
                Configuration.load(
                                Map.of(
                                        "OPENAI_API_KEY", "k",
                                        "SUBAGENTS_ENABLE", "true",
                                        "SUBAGENT_MAPPINGS",
                                                "code-reviewer:gpt-4o, data-analyst:openai:o3"))
                        .routing();
        assertEquals(
                Map.of(
                        "code-reviewer", new Routing.Route("openai", "gpt-4o"),
                        "data-analyst", new Routing.Route("openai", "o3")),
                routing.routes());
        Provider openai = openai(routing);
        assertEquals(URI.create("https://api.openai.com/v1"), openai.baseUrl());
        assertEquals(Provider.Format.OPENAI, openai.format());
        assertEquals(Provider.Api.CHAT, openai.api());
        assertTrue(openai.breaker().enabled());
    }

    /// Their agents' names hold a colon. What a shorter name leaves that leads to a provider, wins.
    @ParameterizedTest
    @CsvSource({
        "my-plugin:reviewer:gpt-4o, my-plugin:reviewer, openai, gpt-4o",
        "my-plugin:reviewer:openai:gpt-4o, my-plugin:reviewer, openai, gpt-4o",
        "my-plugin:reviewer:llama:llama3:8b, my-plugin:reviewer, llama, llama3:8b",
        "my-plugin:reviewer:anthropic:opus, my-plugin:reviewer, anthropic, opus",
        "reviewer:llama3:8b, reviewer, llama, llama3:8b",
        "reviewer:openai:gpt-4o, reviewer, openai, gpt-4o",
        "reviewer:openai:ft:gpt-4o:a, reviewer, openai, ft:gpt-4o:a",
    })
    void theEnvironmentNamesAgentsOfPlugins(
            String mapping, String agent, String provider, String model) throws IOException {
        Routing routing =
                load(
                        "providers: {llama: {format: openai, base_url: 'http://localhost:1'}}",
                        Map.of("SUBAGENT_MAPPINGS", mapping));
        assertEquals(Map.of(agent, new Routing.Route(provider, model)), routing.routes());
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        Routing routing =
                load(
                        KEY + "subagents: {mappings: {a: gpt-4o, b: gpt-4o}}",
                        Map.of(
                                "OPENAI_API_KEY", "other",
                                "OPENAI_BASE_URL", "http://localhost:1",
                                "SUBAGENT_MAPPINGS", "a:o3"));
        assertEquals(Optional.of("other"), openai(routing).apiKey());
        assertEquals(URI.create("http://localhost:1"), openai(routing).baseUrl());
        assertEquals("o3", route(routing, "a").model());
        assertEquals("gpt-4o", route(routing, "b").model());
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5-mini,openai",
        "o4-mini,openai",
        "codex-mini-latest,openai",
        "claude-haiku-4-5,anthropic",
        "deepseek-chat,deepseek",
        "llama3:8b,local",
        "local:qwen3:30b,local"
    })
    void theProviderOfAModel(String target, String provider) throws IOException {
        Routing routing =
                load(
                        """
                        providers:
                          openai: {api_key: k}
                          deepseek: {format: openai, base_url: "https://api.deepseek.com"}
                          local: {format: openai, base_url: "http://localhost:11434/v1", models: ["llama3:8b"]}
                        subagents: {mappings: {a: "%s"}}
                        """
                                .formatted(target),
                        Map.of());
        assertEquals(provider, route(routing, "a").provider());
    }

    @Test
    void whatIsNotRoutedNeedsNoKey() throws IOException {
        String mappings = "subagents: {enable: %s, mappings: {a: gpt-4o, b: openai:o3}}";
        Routing off = load(mappings.formatted("false"), Map.of());
        assertFalse(off.enabled());
        assertEquals(new Routing.Route("openai", "gpt-4o"), route(off, "a"));
        assertEquals(new Routing.Route("openai", "o3"), route(off, "b"));
        assertTrue(load(mappings.formatted("true"), Map.of("OPENAI_API_KEY", "k")).enabled());
        assertEquals(Map.of(), load("subagents: {enable: true}", Map.of()).providers());
    }

    @Test
    void problemsAreNamed() {
        assertProblem(
                KEY + "subagents: {mappings: {a: groq:llama}}",
                "config.yaml:2: subagents.mappings.a sends a to groq:llama, and no provider is known"
                        + " for that: write provider:model and define the provider");
        assertProblem(
                "subagents: {enable: true, mappings: {a: gpt-4o}}",
                "providers.openai.api_key is missing; for openai, OPENAI_API_KEY sets it");
        assertProblem(
                "providers: {groq: {base_url: 'http://x'}}",
                "providers.groq.format is missing: anthropic or openai");
        assertProblem("providers: {groq: {format: openai}}", "providers.groq.base_url is missing");
        assertProblem(
                "providers: {groq: {format: gemini, base_url: 'http://x'}}",
                "config.yaml:1: providers.groq.format must be anthropic or openai");
        assertProblem(
                "providers: {openai: {api: completions}}",
                "config.yaml:1: providers.openai.api must be chat or responses");
        assertProblem(
                "providers: {openai: {bas_url: 'http://x'}}",
                "config.yaml:1: providers.openai.bas_url is not a setting;"
                        + " did you mean providers.openai.base_url?");
        assertProblem(
                "providers: {openai: {timeout: soon}}",
                "config.yaml:1: providers.openai.timeout must be a length of time such as 600"
                        + " (seconds), 90s, 10m or 24h");
        assertProblem(
                "providers: {openai: {fallback_provider: groq}}",
                "config.yaml:1: providers.openai.fallback_provider must be anthropic: an agent's own"
                        + " model is what it falls back to");
        assertProblem(
                "providers: {openai: {circuit_breaker: {max_failures: 0}}}",
                "providers.openai.circuit_breaker.max_failures must be from 1 to 1000");
        assertProblem(
                "providers: {openai: {circuit_breaker: {max_failures: 1001}}}",
                "providers.openai.circuit_breaker.max_failures must be from 1 to 1000");
        assertProblem(
                "providers: {openai: {}, anthropic: {timeout: 1}}",
                "config.yaml:1: providers.anthropic.timeout is not a setting;"
                        + " did you mean providers.anthropic.base_url?");
        assertProblem(
                "subagents: {enable: yes}",
                "config.yaml:1: subagents.enable must be true or false");
        assertProblem(
                "providers: {openai: {models: x}}\nsubagents: {enable: true, mappings: {a: gpt-4o}}",
                "providers.openai.api_key is missing; for openai, OPENAI_API_KEY sets it");
        for (String secret : List.of("u:p@x", "x?key=k")) {
            assertProblem(
                    "providers: {groq: {format: openai, base_url: 'http://%s'}}".formatted(secret),
                    "providers.groq.base_url must hold neither a password nor a query, as it is"
                            + " shown: use api_key or headers");
        }
        assertEquals(
                "SUBAGENT_MAPPINGS must hold agent:model or agent:provider:model, not gpt-4o",
                assertThrows(
                                ConfigurationException.class,
                                () -> Configuration.load(Map.of("SUBAGENT_MAPPINGS", "gpt-4o")))
                        .getMessage());
        assertEquals(
                "SUBAGENT_MAPPINGS sends my-plugin to reviewer:glm-4.6, and no provider is known for"
                        + " that: write provider:model and define the provider",
                assertThrows(
                                ConfigurationException.class,
                                () ->
                                        Configuration.load(
                                                Map.of(
                                                        "SUBAGENT_MAPPINGS",
                                                        "my-plugin:reviewer:glm-4.6")))
                        .getMessage());
    }

    @Test
    void keysAreNeverShown() throws IOException {
        Map<String, String> environment = Map.of("OPENAI_API_KEY", "sk-secret");
        Configuration configuration = Configuration.load(environment);
        assertFalse(configuration.describe().contains("sk-secret"));
        assertFalse(configuration.routing().toString().contains("sk-secret"));
        assertTrue(configuration.describe().contains("providers.openai.base_url = https://api"));
    }

    private static Routing.Route route(Routing routing, String agent) {
        return Objects.requireNonNull(routing.routes().get(agent));
    }

    private static Provider openai(Routing routing) {
        return Objects.requireNonNull(routing.providers().get("openai"));
    }

    private void assertProblem(String yaml, String expected) {
        String message =
                String.valueOf(
                        assertThrows(ConfigurationException.class, () -> load(yaml, Map.of()))
                                .getMessage());
        assertEquals(expected, message.replace(folder + "/", ""));
    }

    private Routing load(String yaml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
        Map<String, String> all = new HashMap<>(environment);
        all.put("CONFIG_PATH", file.toString());
        return Configuration.load(all).routing();
    }
}
