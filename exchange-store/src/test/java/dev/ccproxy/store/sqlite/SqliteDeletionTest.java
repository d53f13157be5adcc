package dev.ccproxy.store.sqlite;

import dev.ccproxy.store.DeletionContract;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.ExchangeStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeletionTest extends DeletionContract {
    @TempDir private Path folder;

    @Override
    protected ExchangeStore newStore() {
        return new SqliteExchangeStore(folder.resolve("record/exchanges.db"));
    }

    @Override
    protected ExchangeReader newReader() {
        return new SqliteExchangeReader(folder.resolve("record/exchanges.db"));
    }
}
