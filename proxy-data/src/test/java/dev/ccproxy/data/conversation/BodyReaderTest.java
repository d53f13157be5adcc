package dev.ccproxy.data.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyReaderTest {
    private static final String PROMPT = "Words that are on record once. ".repeat(400);

    @TempDir private Path folder;

    private final BodyReader bodies = new BodyReader(new ObjectMapper());
    private TestRecord record;
    private SqliteExchangeReader reader;

    @BeforeEach
    void open() {
        Path file = folder.resolve("exchanges.db");
        record = new TestRecord(file);
        reader = new SqliteExchangeReader(file);
    }

    @AfterEach
    void close() {
        reader.close();
        record.close();
    }

    private ExchangeId add(String... more) {
        StringBuilder messages = new StringBuilder(message(PROMPT));
        for (String text : more) {
            messages.append(',').append(message(text));
        }
        String body = "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[" + messages + "]}";
        return record.add(TestRecord.arrival().body(body), 200, "{}");
    }

    private static String message(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    /// The record, of which this exchange is deleted right after elements of another were named.
    private ExchangeReader losing(ExchangeId lost) {
        return (ExchangeReader)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ExchangeReader.class},
                        (_, method, arguments) -> {
                            try {
                                Object result = method.invoke(reader, arguments);
                                if (method.getName().equals("requestElements")) {
                                    record.delete(new Selection.One(lost));
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void readsWhatMovedWhileItWasRead() throws StoreException {
        ExchangeId first = add();
        ExchangeId second = add("More.");

        RequestBody body = bodies.read(losing(first), second).orElseThrow();

        assertEquals(2, body.messages().size());
        assertEquals(PROMPT, text(body, 0));
        assertEquals("More.", text(body, 1));
    }

    @Test
    void readsWhatMovedAfterItWasKnown() throws StoreException {
        ExchangeId first = add();
        ExchangeId second = add("More.");
        bodies.read(reader, second);
        RequestBody body = bodies.read(reader, second).orElseThrow();

        record.delete(new Selection.One(first));

        assertEquals(PROMPT, text(body, 0));
    }

    @Test
    void tellsNothingOfWhatIsDeletedWhileItIsRead() throws StoreException {
        ExchangeId only = add();

        assertEquals(Optional.empty(), bodies.read(losing(only), only));
        assertTrue(reader.find(only).isEmpty());
    }

    private static String text(RequestBody body, int message) throws StoreException {
        return MessageFacts.lastText(body.contents().content(message).message().content());
    }
}
