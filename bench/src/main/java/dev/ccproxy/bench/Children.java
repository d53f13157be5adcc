package dev.ccproxy.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

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
        return process;
    }

    private void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        running.remove(process);
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
        running.forEach(Process::destroy);
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(this::stop);
        Runtime.getRuntime().removeShutdownHook(onExit);
    }
}
