package dev.ccproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// What requests are sent to: a port, and the processes behind it whose use of the machine counts.
///
/// @param name as it stands in the tables
/// @param port on loopback
/// @param processes that were started for it; none where the mock upstream is called directly
/// @param answered how many requests it answered so far
record Target(String name, int port, List<ProcessHandle> processes, LongAdder answered) {
    Target(String name, int port, List<ProcessHandle> processes) {
        this(name, port, processes, new LongAdder());
    }

    /// Time that its processes have spent on a processor since they started.
    Duration cpu() {
        return all().map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Memory of its processes that is resident now, in bytes.
    long resident() {
        return status("VmRSS:");
    }

    /// The most memory of its processes that ever was resident, in bytes.
    long peakResident() {
        return status("VmHWM:");
    }

    /// Waits until the processes have had nothing to do for 100 ms, so that work put off (writing
    /// the record, compiling) does not fall into another target's turn. Gives up after 3 s.
    void settle() {
        if (processes.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + 3_000_000_000L;
        Duration before;
        do {
            before = cpu();
            Pace.until(System.nanoTime() + 100_000_000L);
        } while (cpu().minus(before).toMillis() > 10 && System.nanoTime() < deadline);
    }

    private Stream<ProcessHandle> all() {
        return processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private long status(String key) {
        return all().mapToLong(process -> status(process.pid(), key)).sum();
    }

    private static long status(long pid, String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("process " + pid + " has ended", e);
        }
    }
}
