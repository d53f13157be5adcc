package dev.ccproxy.data.health;

import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.IndexProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/// How far the index is.
@ApplicationScoped
class IndexHealth {
    static final String NAME = "index";

    private final Index index;

    IndexHealth(Index index) {
        this.index = index;
    }

    HealthReport.Part part() {
        IndexProgress progress = index.progress();
        String problem = progress.problem();
        if (problem != null) {
            return new HealthReport.Part(
                    NAME, HealthStatus.DEGRADED, "What is new is not indexed: " + problem);
        }
        if (progress.isComplete()) {
            return new HealthReport.Part(NAME, HealthStatus.UP, "");
        }
        if (progress.newest() == null) {
            return new HealthReport.Part(NAME, HealthStatus.UP, "");
        }
        String percent = String.format(Locale.ROOT, "%.0f %%", progress.fraction() * 100);
        return progress.building() == null
                ? new HealthReport.Part(
                        NAME, HealthStatus.UP, percent + " of the record is indexed.")
                : new HealthReport.Part(
                        NAME,
                        HealthStatus.UP,
                        percent + " of the index is made anew; until then the old one answers.");
    }

    IndexProgress progress() {
        return index.progress();
    }
}
