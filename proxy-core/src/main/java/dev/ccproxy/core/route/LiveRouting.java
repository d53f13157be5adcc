package dev.ccproxy.core.route;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.ConfigurationException;
import dev.ccproxy.configuration.Routing;
import dev.ccproxy.core.agent.AgentDefinitions;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The routing that is in force. It follows `config.yaml`; a file that cannot be used is refused,
/// and what was in force stays so.
@Singleton
public class LiveRouting {
    private static final Logger AUDIT = Logger.getLogger("dev.ccproxy.audit");
    private static final long CHECK_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final Map<String, String> environment;
    private volatile Routing current;
    private volatile @Nullable String refusal;
    private @Nullable Version seen;

    /// By what a changed file is known.
    private record Version(FileTime modified, long size) {}

    @Inject
    LiveRouting() {
        this(System.getenv());
    }

    LiveRouting(Map<String, String> environment) {
        this.environment = environment;
        seen = version();
        current = Configuration.load(environment).routing();
    }

    /// Agents are known before the first request comes.
    void watch(
            @Observes @Priority(1) StartupEvent event, Vertx vertx, AgentDefinitions definitions) {
        if (current.enabled()) {
            definitions.refresh();
        }
        vertx.setPeriodic(
                CHECK_MILLIS,
                tick ->
                        vertx.executeBlocking(() -> {
                            check();
                            if (current.enabled()) {
                                definitions.refresh();
                            }
                            return null;
                        }));
    }

    /// The routing that counts now.
    public Routing current() {
        return current;
    }

    /// Why the file as it stands is not in force, if it is not.
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /// Reads the file where it has changed. Blocks.
    synchronized void check() {
        Version now = version();
        if (Objects.equals(now, seen)) {
            return;
        }
        seen = now;
        try {
            current = Configuration.load(environment).routing();
            refusal = null;
            AUDIT.infof(
                    "routing was read again: %s, %d mappings",
                    current.enabled() ? "on" : "off", current.routes().size());
        } catch (ConfigurationException e) {
            refusal = e.getMessage();
            AUDIT.errorf("the changed configuration is refused: %s", e.getMessage());
        }
    }

    private @Nullable Version version() {
        Optional<Path> file = Configuration.file(environment);
        try {
            return file.isEmpty()
                    ? null
                    : new Version(Files.getLastModifiedTime(file.get()), Files.size(file.get()));
        } catch (IOException e) {
            // Away for now; whether that is a problem shows when it is read.
            return null;
        }
    }
}
