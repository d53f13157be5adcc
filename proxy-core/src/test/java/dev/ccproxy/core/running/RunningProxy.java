package dev.ccproxy.core.running;

import dev.ccproxy.fixtures.client.RawClient;
import dev.ccproxy.fixtures.client.ReceivedAnswer;
import dev.ccproxy.fixtures.client.Request;
import dev.ccproxy.fixtures.upstream.MockUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One proxy-core for all tests of a class, with an upstream that does as each test says and the
/// record that it leaves. Each test begins with an upstream that has forgotten the last one and
/// with a [record][#record()] of its own exchanges only.
final class RunningProxy
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Path folder;
    private @Nullable MockUpstream upstream;
    private @Nullable ProxyProcess process;
    private @Nullable RecordView record;

    /// Sets a variable of the process's environment.
    RunningProxy with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    MockUpstream upstream() {
        return started(upstream);
    }

    ProxyProcess process() {
        return started(process);
    }

    /// What was recorded since the test began.
    RecordView record() {
        return started(record);
    }

    /// A new connection to the proxy.
    RawClient client() {
        return process().client();
    }

    /// Sends a request on a new connection and reads the answer.
    ReceivedAnswer ask(Request request) {
        return process().ask(request);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("proxy-core-it");
        upstream = MockUpstream.start();
        ProxyProcess.Setup setup = ProxyProcess.in(folder).upstream(upstream.uri());
        environment.forEach(setup::with);
        process = setup.start();
        record = RecordView.of(process.database());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        upstream().forget();
        record().beginHere();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            context.publishReportEntry("proxy-core printed", process().log());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        record().close();
        process().close();
        upstream().close();
        delete(started(folder));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("only after the class's tests have begun");
        }
        return part;
    }
}
