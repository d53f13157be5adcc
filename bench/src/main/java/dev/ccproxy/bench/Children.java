package dev.ccproxy.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The processes that the bench has started, and no others: all of them end with it, also on
/// Ctrl-C.
final class Children implements Closeable {
    private static final int PATIENCE_SECONDS = 15;

    private final ConcurrentLinkedDeque<Process> running = new ConcurrentLinkedDeque<>();
    private final Thread onExit = new Thread(this::destroyAll);

    Children() {
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /// Starts a process in a folder, its output in a file there.
    Process start(List<String> command, Map<String, String> environment, Path folder, String log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile());
        Process process = builder.start();
        running.push(process);
        process.onExit().thenAccept(ended -> tellIfNotStopped(ended, folder.resolve(log)));
        return process;
    }

    /// The folder with its output is gone once the bench ends.
    private void tellIfNotStopped(Process ended, Path output) {
        if (!running.contains(ended)) {
            return;
        }
        String lastLine = "";
        try (Stream<String> lines = Files.lines(output)) {
            lastLine = lines.reduce("", (earlier, later) -> later);
        } catch (IOException | UncheckedIOException e) {
            lastLine = "its output cannot be read: " + e.getMessage();
        }
        Log.progress("%s ended with %d: %s".formatted(output, ended.exitValue(), lastLine));
    }

    private void stop(Process process) {
        running.remove(process);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Asks the processes of a target to end and waits until they have.
    void stop(Target target) {
        for (Process process : List.copyOf(running)) {
            if (target.processes().contains(process.toHandle())) {
                stop(process);
            }
        }
    }

    private void destroyAll() {
        List.copyOf(running)
                .forEach(process -> {
                    running.remove(process);
                    process.destroy();
                });
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(this::stop);
        Runtime.getRuntime().removeShutdownHook(onExit);
    }
}
