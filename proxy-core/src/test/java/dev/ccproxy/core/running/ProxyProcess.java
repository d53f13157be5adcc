package dev.ccproxy.core.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged proxy-core, running as a process of its own on a free port.
final class ProxyProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Path OPTIONS = Path.of("../scripts/jvm.options");
    private static final Pattern LISTENING = Pattern.compile("listening on [^ ]+:(\\d+)");
    private static final Duration START_TIME = Duration.ofMinutes(2);
    private static final Duration STOP_TIME = Duration.ofSeconds(20);

    private final Process process;
    private final Path folder;
    private final Path database;
    private final Path log;
    private int port;

    private ProxyProcess(Process process, Setup setup, Path log) {
        this.process = process;
        this.folder = setup.folder;
        this.database = setup.database;
        this.log = log;
    }

    private ProxyProcess awaitPort() {
        port =
                Eventually.see(
                                START_TIME,
                                "proxy-core starts",
                                this::portInLog,
                                OptionalInt::isPresent)
                        .getAsInt();
        return this;
    }

    /// What a process is started with; its files lie in this folder.
    static Setup in(Path folder) {
        return new Setup(folder);
    }

    /// How a process is to be started.
    static final class Setup {
        private final Path folder;
        private final List<String> jvm = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private Path database;

        private Setup(Path folder) {
            this.folder = folder;
            this.database = folder.resolve("data/exchanges.db");
            environment.put("PROXY_CORE_PORT", "0");
        }

        Setup upstream(URI uri) {
            return with("ANTHROPIC_FORWARD_URL", uri.toString());
        }

        /// Sets a variable of the process's environment.
        Setup with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /// Adds an option for the JVM.
        Setup jvm(String option) {
            jvm.add(option);
            return this;
        }

        Setup database(Path file) {
            database = file;
            return this;
        }

        /// Starts it, and waits until it listens.
        ProxyProcess start() {
            return launch().awaitPort();
        }

        /// Starts it and does not wait.
        ProxyProcess launch() {
            if (!Files.exists(JAR)) {
                throw new AssertionError(JAR.toAbsolutePath() + " is not built; run mvn package");
            }
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("@" + OPTIONS.toAbsolutePath());
            command.addAll(jvm);
            command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
            Path log = folder.resolve("log-" + System.nanoTime());
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().put("PATH", System.getenv("PATH"));
            builder.environment().put("DB_PATH", database.toString());
            builder.environment().putAll(environment);
            try {
                return new ProxyProcess(builder.start(), this, log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    Path database() {
        return database;
    }

    /// A new connection to it.
    RawClient client() {
        return RawClient.connect(port);
    }

    /// Sends a request on a new connection and reads the answer.
    ReceivedAnswer ask(Request request) {
        try (RawClient client = client()) {
            return client.send(request).readAnswer();
        }
    }

    JsonObject health() {
        return new JsonObject(ask(Request.get("/health")).text());
    }

    /// What the health check of this name says.
    JsonObject health(String check) {
        return health().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(found -> found.getString("name").equals(check))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data");
    }

    /// Waits until health says that recording works, or that it does not.
    void awaitRecorder(String state) {
        Eventually.see(
                Duration.ofSeconds(20),
                "the recorder is " + state,
                () -> health("recorder"),
                data -> data.getString("state").equals(state));
    }

    /// The sum of a metric over all its labels; 0 where it does not show.
    double metric(String name) {
        String text = ask(Request.get("/metrics")).text();
        Pattern line =
                Pattern.compile("^" + name + "(?:\\{[^}]*})? ([0-9.eE+-]+)$", Pattern.MULTILINE);
        return line.matcher(text).results().mapToDouble(m -> Double.parseDouble(m.group(1))).sum();
    }

    /// Everything that it printed.
    String log() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many objects of a class are reachable.
    long instances(String className) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        ProcessBuilder histogram =
                new ProcessBuilder(
                        jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram");
        try (var lines = histogram.start().inputReader()) {
            return lines.lines()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns.length > 3 && columns[3].equals(className))
                    .mapToLong(columns -> Long.parseLong(columns[1]))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Memory that it holds, in bytes, as the operating system counts it.
    long residentBytes() {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"), UTF_8);
            Matcher line = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(status);
            if (!line.find()) {
                throw new AssertionError("no VmRSS in " + status);
            }
            return Long.parseLong(line.group(1)) << 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it without any warning (SIGKILL).
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /// Asks it to stop (SIGTERM) and does not wait.
    void terminate() {
        process.destroy();
    }

    /// Waits until it is gone, and gives its exit code.
    int awaitExit() {
        return Eventually.see(STOP_TIME, "proxy-core ends", this::exitCode, OptionalInt::isPresent)
                .getAsInt();
    }

    private OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    private OptionalInt portInLog() {
        if (!process.isAlive()) {
            throw new AssertionError("proxy-core did not start:\n" + log());
        }
        Matcher listening = LISTENING.matcher(log());
        return listening.find()
                ? OptionalInt.of(Integer.parseInt(listening.group(1)))
                : OptionalInt.empty();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
