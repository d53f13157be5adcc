package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Routing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which agents were seen lately, so that a mapping that matches none is noticed.
@Singleton
public class SeenAgents {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MAX_AGENTS = 500;

    private final Clock clock;
    private final Map<String, Instant> seen =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > MAX_AGENTS;
                }
            };
    private final Instant since;

    @Inject
    SeenAgents() {
        this(Clock.systemUTC());
    }

    SeenAgents(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /// An agent sent a request.
    synchronized void seen(String agent) {
        seen.put(agent, clock.instant());
    }

    /// The agents of the last hour.
    public synchronized List<String> names() {
        Instant start = clock.instant().minus(WINDOW);
        TreeSet<String> names = new TreeSet<>();
        seen.forEach((agent, at) -> {
            if (at.isAfter(start)) {
                names.add(agent);
            }
        });
        return List.copyOf(names);
    }

    /// The mappings that matched none of the agents of the last hour, though there were some. For
    /// the first hour nothing can be said.
    public List<String> unmatched(Routing routing) {
        List<String> names = names();
        boolean known = !since.isAfter(clock.instant().minus(WINDOW));
        if (!known || names.isEmpty() || !routing.enabled()) {
            return List.of();
        }
        return routing.routes().keySet().stream()
                .filter(agent -> !names.contains(agent))
                .sorted()
                .toList();
    }
}
