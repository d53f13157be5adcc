package dev.ccproxy.bench;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that is measured side by side, up and running.
final class Targets implements Closeable {
    static final String DIRECT = "direct";
    static final String NGINX = "nginx";
    static final String HAPROXY = "HAProxy";
    static final String CADDY = "Caddy";
    static final String BARE_RELAY = "bare relay";
    static final String CORE = "proxy-core";
    static final String CORE_BEHIND_CADDY = "proxy-core behind Caddy";
    static final List<String> NAMES =
            List.of(DIRECT, NGINX, HAPROXY, CADDY, BARE_RELAY, CORE, CORE_BEHIND_CADDY);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Options options;
    private final Path folder;
    private final Children children = new Children();
    private final MockUpstream mock;
    private final ProxyCore core;
    private final List<Target> running = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Targets(Options options, Path folder) throws IOException {
        this.options = options;
        this.folder = folder;
        mock = MockUpstream.start();
        core = new ProxyCore(options.root(), children, mock.port());
    }

    /// Starts what is asked for and installed, and has each of them answer a request.
    void start() throws IOException {
        for (String name : NAMES) {
            if (options.targets().contains(name)) {
                Optional<Target> target = start(name);
                if (target.isPresent()) {
                    awaitAnswer(target.get());
                    running.add(target.get());
                }
            }
        }
    }

    private Optional<Target> start(String name) throws IOException {
        return switch (name) {
            case DIRECT -> Optional.of(new Target(DIRECT, mock.port(), List.of()));
            case BARE_RELAY -> Optional.of(startBareRelay());
            case CORE -> startCore();
            case CORE_BEHIND_CADDY -> startGateway();
            default -> startPeer(Peer.of(name).orElseThrow());
        };
    }

    private Optional<Target> startCore() throws IOException {
        if (!core.isBuilt()) {
            notes.add("proxy-core is not built and was left out.");
            return Optional.empty();
        }
        if (!core.hasCache()) {
            notes.add("proxy-core starts without the JDK's ahead-of-time cache.");
        }
        return Optional.of(core.start(coreFolder(), List.of()));
    }

    /// With the same options as the services.
    private Target startBareRelay() throws IOException {
        int port = freePort();
        Path own = Files.createDirectory(folder.resolve("relay"));
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + options.root().resolve("scripts/jvm.options"),
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        BareRelay.class.getName(),
                        Integer.toString(port),
                        Integer.toString(mock.port()));
        Process process = children.start(command, Map.of(), own, "output.log");
        return new Target(BARE_RELAY, port, List.of(process.toHandle()));
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Optional<Target> startPeer(Peer peer) throws IOException {
        Optional<Path> program = peer.find();
        if (program.isEmpty()) {
            notes.add(peer.target() + " is not installed and was left out.");
            return Optional.empty();
        }
        int port = freePort();
        String configuration =
                Files.readString(options.root().resolve("bench/peers/" + peer.configuration()))
                        .replace("${PORT}", Integer.toString(port))
                        .replace("${UPSTREAM_PORT}", Integer.toString(mock.port()));
        Path own = Files.createDirectory(folder.resolve(peer.configuration() + ".d"));
        Path configured = Files.writeString(own.resolve(peer.configuration()), configuration);
        Process process =
                children.start(
                        peer.runCommand(program.get(), configured), atHome(own), own, "output.log");
        notes.add(peer.target() + ": " + firstLine(peer.versionCommand(program.get())));
        return Optional.of(new Target(peer.target(), port, List.of(process.toHandle())));
    }

    /// The way that `make dev` sets up: the project's own Caddyfile in front of proxy-core.
    private Optional<Target> startGateway() throws IOException {
        Optional<Path> caddy = Peer.CADDY.find();
        Optional<Target> behind = find(CORE);
        if (caddy.isEmpty() || behind.isEmpty()) {
            notes.add(CORE_BEHIND_CADDY + " needs both and was left out.");
            return Optional.empty();
        }
        int port = freePort();
        Path own = Files.createDirectory(folder.resolve("gateway"));
        Map<String, String> environment = atHome(own);
        environment.put("RUN_DIR", own.toString());
        environment.put("GATEWAY_PORT", Integer.toString(port));
        environment.put("PROXY_CORE_PORT", Integer.toString(behind.get().port()));
        Path configuration = options.root().resolve("Caddyfile").toAbsolutePath();
        Process process =
                children.start(
                        Peer.CADDY.runCommand(caddy.get(), configuration),
                        environment,
                        own,
                        "output.log");
        List<ProcessHandle> processes = new ArrayList<>(behind.get().processes());
        processes.add(process.toHandle());
        return Optional.of(new Target(CORE_BEHIND_CADDY, port, processes));
    }

    private static Map<String, String> atHome(Path folder) {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")) {
            environment.put(name, folder.toString());
        }
        return environment;
    }

    static void awaitAnswer(Target target) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Requests requests = Requests.repeat("", Requests.smallBody());
        while (true) {
            try (Client client = new Client(target)) {
                client.exchange(requests.next());
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(target.name() + " does not answer", e);
                }
                Pace.until(System.nanoTime() + 2_000_000L);
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path coreFolder() {
        return folder.resolve("core");
    }

    /// Compares what proxy-core has on record, and says to have dropped, with what it has answered,
    /// once it has had the time to write it all, and notes the result.
    void checkRecord(Target target) throws IOException {
        long answered =
                running.stream()
                        .filter(each -> each.processes().containsAll(target.processes()))
                        .mapToLong(each -> each.answered().sum())
                        .sum();
        long dropped = (long) ProxyCore.metric(target, Endurance.DROPPED);
        long expected = answered - dropped;
        RecordReader.Count count = RecordReader.await(ProxyCore.database(coreFolder()), expected);
        notes.add(
                "%,d answers, %,d counted as dropped, %,d rows on record, %,d of them completed: %s."
                        .formatted(
                                answered,
                                dropped,
                                count.rows(),
                                count.completed(),
                                count.equals(new RecordReader.Count(expected, expected))
                                        ? "every answer is accounted for"
                                        : "**rows differ from answers**"));
    }

    int mockPort() {
        return mock.port();
    }

    ProxyCore core() {
        return core;
    }

    List<Target> running() {
        return running;
    }

    /// Versions of the peers, and what was left out.
    List<String> notes() {
        return notes;
    }

    Optional<Target> find(String name) {
        return running.stream().filter(target -> target.name().equals(name)).findFirst();
    }

    /// Stops what was started beside those that are measured.
    void stop(Target target) {
        children.stop(target);
    }

    private static String firstLine(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var reader = process.inputReader()) {
            String line = reader.readLine();
            return line == null ? command.getFirst() : line;
        }
    }

    @Override
    public void close() throws IOException {
        children.close();
        mock.close();
    }
}
