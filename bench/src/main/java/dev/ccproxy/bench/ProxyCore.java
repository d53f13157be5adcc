package dev.ccproxy.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts proxy-core with the options that `scripts/service.sh` gives it, with full recording, and
/// asks it what became of the record.
final class ProxyCore {
    private final Path root;
    private final Children children;
    private final int upstreamPort;

    /// @param root the project's folder
    ProxyCore(Path root, Children children, int upstreamPort) {
        this.root = root.toAbsolutePath().normalize();
        this.children = children;
        this.upstreamPort = upstreamPort;
    }

    boolean isBuilt() {
        return Files.exists(jar());
    }

    private Path jar() {
        return root.resolve("proxy-core/target/quarkus-app/quarkus-run.jar");
    }

    /// Whether `scripts/train-cache.sh` left a cache for what is built now.
    boolean hasCache() {
        return cache().toFile().length() > 0;
    }

    private Path cache() {
        return root.resolve("proxy-core/target/quarkus-app/app.aot");
    }

    /// Starts it with a record of its own.
    ///
    /// @param folder is created; holds the record and the log
    /// @param options of the JVM, beyond those of the project
    Target start(Path folder, List<String> options) throws IOException {
        return start(folder, options, "");
    }

    /// @param configuration the text of its `config.yaml`
    Target start(Path folder, List<String> options, String configuration) throws IOException {
        Files.createDirectory(folder);
        int port = Targets.freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("scripts/jvm.options"));
        if (hasCache()) {
            command.add("-XX:AOTCache=" + cache());
        }
        command.addAll(options);
        command.addAll(List.of("-jar", jar().toString()));
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", Integer.toString(port));
        environment.put("PROXY_CORE_PORT", Integer.toString(port));
        environment.put("ANTHROPIC_FORWARD_URL", "http://127.0.0.1:" + upstreamPort);
        environment.put("DB_PATH", database(folder).toString());
        if (!configuration.isEmpty()) {
            Path file = Files.writeString(folder.resolve("config.yaml"), configuration);
            environment.put("CONFIG_PATH", file.toString());
        }
        Process process = children.start(command, environment, folder, "output.log");
        return new Target(Targets.CORE, port, List.of(process.toHandle()));
    }

    static Path database(Path folder) {
        return folder.resolve("data/exchanges.db");
    }

    /// One of its metrics.
    static double metric(Target target, String name) throws IOException {
        URI metrics = URI.create("http://127.0.0.1:" + target.port() + "/metrics");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                metrics.toURL().openStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst()
                    .orElseThrow(() -> new IOException(target.name() + " has no metric " + name));
        }
    }
}
