package dev.ccproxy.bench.store;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// proxy-data on a record, as `make run-proxy-data` starts it.
public final class DataService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 20;
    private static final Path ROOT = Path.of("").toAbsolutePath();

    private final Path folder;
    private final Process process;
    private final int port;

    private DataService(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /// Starts it; its index is made beside the record.
    ///
    /// @param folder where it runs and writes `output.log`
    public static DataService start(Path folder, Path record) throws IOException {
        int port = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(ROOT.resolve("scripts/service.sh").toString(), "proxy-data")
                        .directory(folder.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "PROXY_DATA_PORT",
                                Integer.toString(port),
                                "DB_PATH",
                                record.toString(),
                                "JAVA_HOME",
                                System.getProperty("java.home")));
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new DataService(folder, process, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Where something is asked of it.
    public URI uri(String target) {
        return URI.create("http://127.0.0.1:" + port + target);
    }

    /// Whether it answers yet.
    public boolean answers() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /// The last of the record's changes that is in its index; -1 while there is none.
    public long indexed() {
        return IndexProgress.revision(folder.resolve("index.db"));
    }

    /// Whether the statistics know of all that is in its index.
    public boolean isSummedUp() {
        return IndexProgress.stale(folder.resolve("index.db")) == 0;
    }

    /// Waits a moment.
    ///
    /// @throws IOException if the service has ended
    public void pause() throws IOException, InterruptedException {
        if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IOException("proxy-data has ended: see output.log in " + folder);
        }
    }

    /// The processor's time that it has taken.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// The most memory of the process that ever was resident, in bytes.
    public long peakResident() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .sum();
        }
    }

    /// How many lines of its log have this text.
    public long linesWith(String text) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("output.log"))) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
