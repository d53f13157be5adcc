package dev.ccproxy.bench.store;

import dev.ccproxy.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Prints what the record costs, as Markdown.
///
/// Arguments: numbers of turns (50 100 200 1000 if there are none), and `--halve=BYTES` for how
/// much to record before half of it is deleted (5,000,000,000 if it is not given, 0 for not at
/// all).
public final class StoreBench {
    private static final String HALVE = "--halve=";
    private static final int WARM_UP_TURNS = 150;

    private StoreBench() {}

    public static void main(String[] arguments) throws IOException, SQLException, StoreException {
        List<Integer> turns =
                Arrays.stream(arguments)
                        .filter(argument -> !argument.startsWith(HALVE))
                        .map(Integer::valueOf)
                        .toList();
        long halve =
                Arrays.stream(arguments)
                        .filter(argument -> argument.startsWith(HALVE))
                        .mapToLong(argument -> Long.parseLong(argument.substring(HALVE.length())))
                        .findFirst()
                        .orElse(5_000_000_000L);
        Path folder = Files.createTempDirectory("ccproxy-store-bench-");
        try {
            run(folder, turns.isEmpty() ? List.of(50, 100, 200, 1_000) : turns, halve);
        } finally {
            delete(folder);
        }
    }

    private static void run(Path folder, List<Integer> turns, long halve)
            throws IOException, SQLException, StoreException {
        String unused = new Session(folder, WARM_UP_TURNS).measure();
        if (unused.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        System.out.println(
                """
                ## The record

                One session each: main agent, parallel agents, side calls. Sizes of whole files, \
                indexes included. Speeds per second of CPU time. The limit: unique elements \
                of requests in one zstd-3 frame, all responses in another.

                | turns | bodies, MB | a row per body, MB | limit, kB | ours, kB | ours/limit \
                | bodies/ours | row per body/ours | encoding, MB/s | CPU, ms per MB \
                | a last body, nothing in memory, ms p50 / worst | reading all, MB/s |
                |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\
                """);
        for (int some : turns) {
            System.out.println(new Session(folder, some).measure());
        }
        if (halve > 0) {
            System.out.println(
                    """

                    Deleting the older half of many sessions:

                    | bodies, MB | file before, MB | file after, MB | time | longest hold of the writer |
                    |--:|--:|--:|--:|--:|\
                    """);
            System.out.println(new Halving(folder, halve).measure());
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
