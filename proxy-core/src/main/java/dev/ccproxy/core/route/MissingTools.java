package dev.ccproxy.core.route;

import dev.ccproxy.exchange.Loss;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which agents lately carried tools that the provider they were sent to cannot run.
@Singleton
public class MissingTools {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST = 500;

    private final Clock clock;
    private final Map<Warning, Instant> warnings = new LinkedHashMap<>();

    /// An agent that lacks a tool where it was sent.
    ///
    /// @param reason what became of the tool, as part of a sentence
    public record Warning(String agent, String provider, String reason) {}

    @Inject
    MissingTools() {
        this(Clock.systemUTC());
    }

    MissingTools(Clock clock) {
        this.clock = clock;
    }

    /// A request is about to go to a provider.
    void called(Plan.Call call) {
        for (Loss loss : call.losses()) {
            if (loss.field().equals(Loss.TOOLS) && loss.severity() == Loss.Severity.WARNING) {
                add(
                        new Warning(
                                call.decision().agent(),
                                call.decision().provider(),
                                loss.reason()));
            }
        }
    }

    synchronized void add(Warning warning) {
        if (warnings.size() < MOST || warnings.containsKey(warning)) {
            warnings.put(warning, clock.instant());
        }
    }

    /// What there was in the last hour.
    public synchronized List<Warning> warnings() {
        Instant start = clock.instant().minus(WINDOW);
        warnings.values().removeIf(at -> at.isBefore(start));
        return List.copyOf(warnings.keySet());
    }
}
