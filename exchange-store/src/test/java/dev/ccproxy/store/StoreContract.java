package dev.ccproxy.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ExchangeId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A store and a reader for every test, on a place of their own.
public abstract class StoreContract {
    ExchangeStore store;
    ExchangeReader reader;

    /// A store on the test's own place, which is empty at first. Called again it is another store
    /// on the same place, as another process would open it.
    protected abstract ExchangeStore newStore() throws Exception;

    /// A reader of that place.
    protected abstract ExchangeReader newReader() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = newStore();
        store.open();
        reader = newReader();
    }

    @AfterEach
    void close() {
        reader.close();
        store.close();
    }

    static List<ExchangeId> ids(List<Exchange> exchanges) {
        return exchanges.stream().map(Exchange::id).toList();
    }

    static String text(Optional<Bytes> body) {
        return new String(body.orElseThrow().toByteArray(), UTF_8);
    }

    static byte[] random(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    List<StoredElement> elements(ExchangeId id) throws StoreException {
        return reader.requestElements(id).orElseThrow();
    }

    List<String> texts(List<StoredElement> elements) throws StoreException {
        return reader.read(elements).stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }
}
