import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Plays both ends of a service for some seconds, so that the JVM sees what it will have to do: an upstream and a provider that answer, and a
/// client that asks as Claude Code does. For `scripts/train-cache.sh`.
///
/// Arguments: the service's name, its port, the upstream's port, and the service's process. Runs in the service's folder, and writes a
/// configuration there. Ends with 1 if the service does not get ready, or does not answer.
public final class Rehearsal {
    private static final int SMALL_REQUESTS = 1_500;
    private static final int LARGE_REQUESTS = 60;
    private static final int STREAMS = 50;
    private static final int EVENTS = 20;
    private static final int ROUTED_REQUESTS = 300;
    private static final int LARGE_ROUTED_REQUESTS = 60;
    private static final int ROUTED_STREAMS = 300;
    private static final String PROVIDER = "/provider";
    private static final String[] AGENT = {"x-claude-code-agent-id", "a0123456789abcdef", "x-claude-code-agent-type", "rehearsed"};
    private static final String WORDS = "Words of a prompt. ";

    /// Read once there is one, so that what is not routed is rehearsed without it.
    private static final String CONFIGURATION =
            """
            subagents:
              enable: true
              mappings: {rehearsed: openai:gpt-4o}
            providers:
              openai: {base_url: "http://127.0.0.1:%d%s", api_key: none}
            """;
    private static final int ROUNDS_OF_PAGES = 40;
    private static final List<String> PAGES =
            List.of(
                    "/api/sessions",
                    "/api/conversations",
                    "/api/requests",
                    "/api/requests/values?column=model",
                    "/api/search?q=words",
                    "/api/stats/usage",
                    "/api/stats/performance",
                    "/api/stats/tools",
                    "/api/costs",
                    "/api/projects",
                    "/api/config");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String service;
    private final AtomicInteger routed = new AtomicInteger();

    private Rehearsal(int port) {
        service = "http://127.0.0.1:" + port;
    }

    public static void main(String[] arguments) throws Exception {
        int status = 1;
        try {
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            HttpServer upstream =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2])), 0);
            upstream.setExecutor(threads);
            Rehearsal rehearsal = new Rehearsal(Integer.parseInt(arguments[1]));
            upstream.createContext("/", Rehearsal::answer);
            upstream.createContext(PROVIDER, rehearsal::answerRouted);
            upstream.start();
            if (rehearsal.awaitReady(ProcessHandle.of(Long.parseLong(arguments[3])).orElseThrow())) {
                if (arguments[0].equals("proxy-core")) {
                    rehearsal.sendMessages();
                    rehearsal.sendRouted(upstream.getAddress().getPort());
                } else {
                    rehearsal.openPages();
                }
                rehearsal.get("/health");
                rehearsal.get("/metrics");
                status = 0;
            }
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        }
        // The threads of the upstream and of the client would keep it alive.
        System.exit(status);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        answer(exchange, event(), message(), "");
    }

    private void answerRouted(HttpExchange exchange) throws IOException {
        routed.incrementAndGet();
        answer(exchange, chunk("{\"content\":\"word\"}", "null"), completion(), chunk("{}", "\"stop\"") + "data: [DONE]\n\n");
    }

    private static void answer(HttpExchange exchange, String event, String message, String end) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean stream = request.contains("\"stream\":true");
        exchange.getResponseHeaders().set("content-type", stream ? "text/event-stream; charset=utf-8" : "application/json");
        byte[] part = (stream ? event : message).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, stream ? 0 : part.length);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < (stream ? EVENTS : 1); i++) {
                body.write(part);
                body.flush();
            }
            body.write(stream ? end.getBytes(StandardCharsets.UTF_8) : new byte[0]);
        }
    }

    private static String event() {
        return """
                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"word"}}

                """;
    }

    private static String message() {
        return """
                {"model":"none","id":"msg_1","type":"message","role":"assistant","content":[{"type":"text","text":"%s"}],\
                "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":4,"output_tokens":300}}"""
                .formatted("What the model says. ".repeat(50));
    }

    private static String chunk(String delta, String finishReason) {
        return """
                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o",\
                "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

                """
                .formatted(delta, finishReason);
    }

    private static String completion() {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":4,"completion_tokens":300,"total_tokens":304}}"""
                .formatted("What the model says. ".repeat(50));
    }

    private boolean awaitReady(ProcessHandle process) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                if (get("/health/ready") == 200) {
                    return true;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            Thread.sleep(50);
        }
        return false;
    }

    private void openPages() throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS_OF_PAGES; round++) {
            for (String page : PAGES) {
                int status = get(page);
                // Some need the record and say that there is none.
                if (status >= 400 && status != 503) {
                    throw new IOException(page + " answers " + status);
                }
            }
        }
    }

    private void sendMessages() throws IOException, InterruptedException {
        for (int i = 0; i < SMALL_REQUESTS; i++) {
            ask(text(WORDS.repeat(80)), false);
        }
        for (int i = 0; i < LARGE_REQUESTS; i++) {
            ask(text(WORDS.repeat(10_000)), false);
        }
        for (int i = 0; i < STREAMS; i++) {
            ask(text(WORDS), true);
        }
    }

    /// Has an agent routed, and then plays that agent.
    private void sendRouted(int upstreamPort) throws IOException, InterruptedException {
        Files.writeString(Path.of("config.yaml"), CONFIGURATION.formatted(upstreamPort, PROVIDER));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (routed.get() == 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the service does not route");
            }
            Thread.sleep(50);
            ask(text(WORDS), false, AGENT);
        }
        for (int i = 0; i < ROUTED_REQUESTS; i++) {
            ask(conversation(2), false, AGENT);
        }
        for (int i = 0; i < LARGE_ROUTED_REQUESTS; i++) {
            ask(conversation(250), false, AGENT);
        }
        for (int i = 0; i < ROUTED_STREAMS; i++) {
            ask(conversation(1), true, AGENT);
        }
    }

    private int get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service + path)).timeout(PATIENCE).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String text(String text) {
        return """
                {"role":"user","content":[{"type":"text","text":"%s"}]}"""
                .formatted(text);
    }

    /// Begins with words, and goes on with a tool that is called so many times.
    private static String conversation(int calls) {
        String call =
                """
                ,{"role":"assistant","content":[{"type":"text","text":"I look."},\
                {"type":"tool_use","id":"toolu_%1$d","name":"Read","input":{"path":"Some.java"}}]},\
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_%1$d","content":"%2$s"}]}""";
        StringBuilder messages = new StringBuilder(text(WORDS));
        for (int i = 0; i < calls; i++) {
            messages.append(call.formatted(i, "A line of \\\"code\\\".\\n".repeat(180)));
        }
        return messages.toString();
    }

    private void ask(String messages, boolean stream, String... headers) throws IOException, InterruptedException {
        String body =
                """
                {"model":"none","max_tokens":512,"stream":%s,"system":[{"type":"text","text":"You are rehearsed."}],\
                "tools":[{"name":"Read","description":"Reads.","input_schema":{"type":"object","properties":{"path":{"type":"string"}}}}],\
                "messages":[%s]}"""
                        .formatted(stream, messages);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service + "/v1/messages?beta=true"))
                        .timeout(PATIENCE)
                        .headers("accept", "application/json", "content-type", "application/json", "x-app", "cli")
                        .headers("user-agent", "claude-cli/2.1.330 (external, cli)", "x-claude-code-session-id", "rehearsal")
                        .headers("x-stainless-arch", "x64", "x-stainless-lang", "js", "x-stainless-os", "Linux")
                        .headers("x-stainless-package-version", "0.70.0", "x-stainless-retry-count", "0", "x-stainless-timeout", "600")
                        .headers("anthropic-beta", "claude-code-20250219", "anthropic-version", "2023-06-01", "x-api-key", "none")
                        .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<Void> response = client.send(request.build(), BodyHandlers.discarding());
        if (response.statusCode() != 200) {
            throw new IOException("the service answers " + response.statusCode());
        }
    }
}
