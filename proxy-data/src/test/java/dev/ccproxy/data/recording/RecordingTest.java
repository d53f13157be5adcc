package dev.ccproxy.data.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private final Path file;
    private final Recording recording;

    RecordingTest(@TempDir Path folder) {
        this.file = folder.resolve("exchanges.db");
        this.recording = new Recording(() -> file);
    }

    @BeforeEach
    void isNotThereAtFirst() {
        assertEquals(new RecordingState.Missing(file.toString()), recording.state());
    }

    @AfterEach
    void close() {
        recording.close();
    }

    @Test
    void findsARecordThatIsMadeLater() {
        ExchangeId id = record();

        assertEquals(new RecordingState.Available(), recording.state());
        assertEquals(List.of(id), ids());
    }

    @Test
    void followsARecordThatIsReplaced() throws IOException {
        record();
        assertEquals(1, ids().size());
        delete();
        assertInstanceOf(RecordingState.Missing.class, recording.state());

        ExchangeId second = record();

        assertEquals(List.of(second), ids());
    }

    @Test
    void saysThatARecordIsOfANewerVersionAndHealsItself() throws SQLException {
        record();
        sql("PRAGMA user_version = 99");

        RecordingState.Unreadable state =
                assertInstanceOf(RecordingState.Unreadable.class, recording.state());
        assertTrue(state.reason().contains("newer"), state.reason());
        assertThrows(RecordingUnavailableException.class, this::ids);

        sql("PRAGMA user_version = 1");
        assertEquals(1, ids().size());
    }

    @Test
    void saysThatAFileIsNoRecordAndHealsItself() throws IOException {
        Files.writeString(file, "this is no database, it only has the name of one".repeat(50));
        assertInstanceOf(RecordingState.Unreadable.class, recording.state());

        delete();
        ExchangeId id = record();
        assertEquals(List.of(id), ids());
    }

    private ExchangeId record() {
        try (TestRecord record = new TestRecord(file)) {
            return record.add(TestRecord.arrival(), 200, "{}");
        }
    }

    private List<ExchangeId> ids() {
        return recording.read(reader -> reader.newest(null, 10)).stream()
                .map(Exchange::id)
                .toList();
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    private void delete() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }
}
