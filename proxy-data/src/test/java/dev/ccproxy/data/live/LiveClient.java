package dev.ccproxy.data.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Listens as a browser does.
final class LiveClient implements AutoCloseable {
    /// How long an event may take; what fails for lack of one fails after this time.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// An event as it came.
    record Event(String name, String data, String id) {}

    private final HttpURLConnection connection;
    private final BufferedReader lines;
    private String lastId = "";

    private LiveClient(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.lines =
                new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    static LiveClient listen(URI url, @Nullable String lastEventId) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
        if (lastEventId != null) {
            connection.setRequestProperty("Last-Event-ID", lastEventId);
        }
        return new LiveClient(connection);
    }

    /// The next event; comments are passed over, and what the index tells, which comes when it
    /// comes.
    Event next() {
        Event event = any();
        while (event.name().equals("indexed")) {
            event = any();
        }
        return event;
    }

    /// The next event of this name, whatever comes before it.
    Event await(String name) {
        Event event = any();
        while (!event.name().equals(name)) {
            event = any();
        }
        return event;
    }

    /// The id of the last event that had one.
    String lastId() {
        return lastId;
    }

    private Event any() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String name = "";
        String data = "";
        String id = "";
        try {
            String line;
            while ((line = lines.readLine()) != null) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("nothing but comments came");
                }
                if (line.startsWith("event:")) {
                    name = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    data += line.substring("data:".length());
                } else if (line.startsWith("id:")) {
                    id = line.substring("id:".length()).strip();
                    lastId = id;
                } else if (line.isEmpty() && !name.isEmpty()) {
                    return new Event(name, data, id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the stream ended");
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
