package dev.ccproxy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs what `bench/run.sh --quick` runs, beside whatever is installed and built.
class BenchIT {
    @Test
    void measuresEverythingThatIsThereAndLeavesNothingBehind(@TempDir Path temporary)
            throws IOException {
        List<String> arguments = List.of("--quick", "--root", "..", "--temp", temporary.toString());
        String report = Bench.run(Options.parse(arguments));
        List<String> expected =
                Stream.concat(
                                Stream.of(Targets.DIRECT),
                                Stream.of(Peer.values())
                                        .filter(peer -> peer.find().isPresent())
                                        .map(Peer::target))
                        .toList();
        String head =
                report.lines().filter(line -> line.startsWith("| figure |")).findFirst().get();
        expected.forEach(name -> assertTrue(head.contains("| " + name + " |"), report));
        assertTrue(report.contains("| 2 KB, 64 connections: requests/s | "), report);
        assertFalse(report.contains("rows differ"), report);
        assertFalse(report.contains("failed"), report);
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
