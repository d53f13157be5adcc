package dev.ccproxy.core.running;

import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.MockUpstream;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One proxy-core that routes agents, for all tests of a class, with the definitions of these
/// agents, a Claude and a provider that do as each test says, and the record that it leaves.
final class RoutedProxy implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final String SESSION = "0b1f6a52-7a3c-4a0e-9e2f-1c2d3e4f5a6b";

    /// An answer that a provider streams.
    static final String STREAM =
            """
            data: {"id":"chatcmpl-1","model":"gpt-4o","choices":[{"delta":{"role":"assistant","content":"Hi"}}]}

            data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    private final MockUpstream claude = MockUpstream.start();
    private final MockUpstream provider = MockUpstream.start();
    private final String configuration;
    private final List<String> agents;
    private @Nullable Path folder;
    private @Nullable ProxyProcess process;
    private @Nullable RecordView record;

    /// @param configuration with `${URL}` for the provider's address
    RoutedProxy(String configuration, String... agents) {
        this.configuration = configuration;
        this.agents = List.of(agents);
    }

    /// The first part of that answer.
    static String beginOfStream() {
        return STREAM.substring(0, STREAM.indexOf("\n\n") + 2);
    }

    /// What an agent asks, with `more` after its last field.
    static String body(String agent, String more) {
        return """
        {"model":"claude-sonnet-4-5","messages":[{"role":"user","content":[{"type":"text","text":"go"}]}],\
        "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2;"},\
        {"type":"text","text":"You are the %s.\\n\\nNotes"}],"max_tokens":100%s}\
        """
                .formatted(agent, more);
    }

    /// A request of a subagent that was not seen before.
    static Request request(String body) {
        return Request.post("/v1/messages?beta=true")
                .header("x-api-key", "sk-ant-secret")
                .header("cookie", "c=1")
                .header("anthropic-version", "2023-06-01")
                .header("anthropic-beta", "oauth-2025-04-20")
                .header("user-agent", "claude-cli/2.1.330 (external, cli)")
                .header("x-claude-code-session-id", SESSION)
                .header("x-claude-code-agent-id", "a%016x".formatted(System.nanoTime()))
                .json(body);
    }

    MockUpstream claude() {
        return claude;
    }

    MockUpstream provider() {
        return provider;
    }

    /// What was recorded since the test began.
    RecordView record() {
        return started(record);
    }

    ProxyProcess process() {
        return started(process);
    }

    /// Sends a request on a new connection and reads the answer.
    ReceivedAnswer ask(Request request) {
        return process().ask(request);
    }

    /// A new connection to the proxy.
    RawClient client() {
        return process().client();
    }

    /// What health says of routing.
    String health() {
        JsonObject routing = process().health("routing");
        return routing.toString();
    }

    /// Everything that it printed.
    String log() {
        return process().log();
    }

    /// Writes another configuration, which the proxy finds by and by.
    void configure(String changed) throws IOException {
        Files.writeString(
                started(folder).resolve("config.yaml"),
                changed.replace("${URL}", provider.uri().toString()));
    }

    /// Another process that keeps the same record and has the same configuration.
    ProxyProcess another() {
        return start(started(folder));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("proxy-core-it");
        Path definitions = Files.createDirectories(folder.resolve("claude/agents"));
        for (String name : agents) {
            Files.writeString(
                    definitions.resolve(name + ".md"),
                    "---\nname: %s\n---\nYou are the %s.\n".formatted(name, name));
        }
        configure(configuration);
        process = start(folder);
        record = RecordView.of(process.database());
    }

    private ProxyProcess start(Path folder) {
        return ProxyProcess.in(folder)
                .upstream(claude.uri())
                .with("CONFIG_PATH", folder.resolve("config.yaml").toString())
                .with("CLAUDE_CONFIG_DIR", folder.resolve("claude").toString())
                .start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        claude.forget();
        provider.forget();
        record().beginHere();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        record().close();
        process().close();
        claude.close();
        provider.close();
        RunningProxy.delete(started(folder));
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("only after the class's tests have begun");
        }
        return part;
    }
}
