package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// `make fuzz`: the properties again and again, each time with other random values, for so many
/// minutes. What fails is told with the seed that makes it fail again.
class LongFuzzing {
    private static final int TRIES = 5_000;

    /// A round takes seconds. One that takes so long hangs.
    private static final Duration MOST_FOR_A_ROUND = Duration.ofMinutes(3);

    private static final LauncherDiscoveryRequest ROUND =
            LauncherDiscoveryRequestBuilder.request()
                    .selectors(
                            selectClass(FuzzProperties.class),
                            selectClass(TranslationProperties.class))
                    .filters(EngineFilter.includeEngines("jqwik"))
                    .configurationParameter("jqwik.tries.default", Integer.toString(TRIES))
                    .configurationParameter("jqwik.reporting.onlyfailures", "true")
                    .build();

    @Test
    void findsNothing() throws InterruptedException, ExecutionException, TimeoutException {
        Duration minutes = Duration.ofMinutes(Long.getLong("fuzz.minutes", 1));
        long end = System.nanoTime() + minutes.toNanos();
        long properties = 0;
        do {
            TestExecutionSummary summary = round();
            properties += summary.getTestsSucceededCount();
            if (!summary.getFailures().isEmpty()) {
                PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
                summary.printFailuresTo(out);
            }
            assertTrue(summary.getTestsSucceededCount() > 0, "nothing was tried");
            assertTrue(summary.getFailures().isEmpty(), "see the failures above");
        } while (System.nanoTime() < end);
        System.out.printf(
                "%,d tries in %d minutes, and nothing was found%n",
                properties * TRIES, minutes.toMinutes());
    }

    private static TestExecutionSummary round()
            throws InterruptedException, ExecutionException, TimeoutException {
        FutureTask<TestExecutionSummary> round =
                new FutureTask<>(() -> {
                    SummaryGeneratingListener listener = new SummaryGeneratingListener();
                    LauncherFactory.create().execute(ROUND, listener);
                    return listener.getSummary();
                });
        Thread.ofPlatform().daemon().name("fuzzing").start(round);
        return round.get(MOST_FOR_A_ROUND.toSeconds(), TimeUnit.SECONDS);
    }
}
