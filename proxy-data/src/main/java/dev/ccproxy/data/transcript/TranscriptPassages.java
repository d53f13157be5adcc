package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.data.search.Passage;
import dev.ccproxy.data.search.PassageStore;
import dev.ccproxy.data.search.Passages;
import dev.ccproxy.data.search.Source;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lets messages of transcripts be found by their words.
final class TranscriptPassages {
    private final PassageStore store;
    private final ObjectMapper json;
    private final Map<String, String> tools = new HashMap<>();

    TranscriptPassages(StatementStore sql, ObjectMapper json) {
        this.store = new PassageStore(sql);
        this.json = json;
    }

    /// Takes a message, to be found from [#write] on.
    void add(TranscriptStore.Kept message) {
        JsonNode content = content(json, message);
        for (JsonNode block : content) {
            if (block.path("type").asText("").equals("tool_use")) {
                tools.put(block.path("id").asText(""), block.path("name").asText(""));
            }
        }
        store.add(Source.TRANSCRIPT, message.id(), message.at(), passages(message, content));
    }

    void write() {
        store.write();
    }

    void remove(TranscriptStore.Kept message) {
        store.remove(Source.TRANSCRIPT, message.id(), passages(message, content(json, message)));
    }

    private List<Passage> passages(TranscriptStore.Kept message, JsonNode content) {
        return Passages.of(message.role(), content, tools::get);
    }

    static JsonNode content(ObjectMapper json, TranscriptStore.Kept message) {
        try {
            return json.readTree(
                    Zstd.decompress(message.content(), Math.toIntExact(message.size())));
        } catch (IOException e) {
            throw new IllegalStateException("the index holds what is no JSON", e);
        }
    }
}
