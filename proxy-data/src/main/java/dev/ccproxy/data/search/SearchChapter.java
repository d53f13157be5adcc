package dev.ccproxy.data.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import dev.ccproxy.data.index.Chapter;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;

/// Keeps the words of what conversations hold, each message once. It follows the table of messages:
/// triggers note which of them are new, and which are gone.
@ApplicationScoped
class SearchChapter implements Chapter {
    private final ObjectMapper json;

    SearchChapter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public void index(StatementStore sql, ExchangeReader record, List<Change> changes)
            throws StoreException {
        PassageStore passages = new PassageStore(sql);
        for (PassageStore.Stored gone : passages.takeRemoved()) {
            passages.remove(
                    Source.MESSAGE,
                    gone.id(),
                    Passages.of(gone.role(), content(gone), toolUse -> null));
        }
        for (long message : passages.takeAdded()) {
            PassageStore.Stored stored = passages.message(message);
            PassageStore.Said said = passages.said(message);
            if (stored != null && said != null) {
                passages.add(
                        Source.MESSAGE,
                        message,
                        said.at(),
                        Passages.of(
                                stored.role(),
                                content(stored),
                                toolUse -> passages.tool(said.session(), toolUse)));
            }
        }
        new SystemPromptStore(sql, json).index(record, changes, passages);
        passages.write();
    }

    private JsonNode content(PassageStore.Stored message) {
        try {
            return json.readTree(
                    Zstd.decompress(message.content(), Math.toIntExact(message.size())));
        } catch (IOException e) {
            throw new IllegalStateException("the index holds what is no JSON", e);
        }
    }
}
