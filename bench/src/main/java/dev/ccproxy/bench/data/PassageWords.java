package dev.ccproxy.bench.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The words of an index's passages. They are kept nowhere as they were given to full-text search,
/// so they are made anew from the messages.
final class PassageWords {
    private static final String RESULT = "tool_result";

    private final ObjectMapper json = new ObjectMapper();
    private final List<Passage> passages = new ArrayList<>();

    /// What is found of a text.
    private record Passage(long id, String words, String heads, String facets) {}

    /// Reads the messages of an index, and what of them is found.
    static PassageWords read(Connection index) throws SQLException {
        PassageWords words = new PassageWords();
        try (Statement statement = index.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT p.id, p.block, p.kind, m.size, m.content FROM passage p"
                                        + " JOIN message m ON m.id = p.ref WHERE p.source = 0"
                                        + " ORDER BY p.id")) {
            while (rows.next()) {
                byte[] content = Zstd.decompress(rows.getBytes(5), rows.getInt(4));
                words.add(rows.getLong(1), rows.getInt(2), rows.getString(3), content);
            }
        }
        return words;
    }

    private void add(long id, int block, String kind, byte[] content) {
        StringBuilder text = new StringBuilder();
        try {
            JsonNode all = json.readTree(content);
            gather(all.isArray() ? all.get(block) : all, text);
        } catch (IOException e) {
            throw new IllegalStateException("the index holds what is no JSON", e);
        }
        String heads = kind.equals(RESULT) ? "" : heads(text.toString());
        passages.add(new Passage(id, text.toString(), heads, "k" + kind.replace("_", "")));
    }

    /// What is said, and not how the API names it.
    private static void gather(JsonNode value, StringBuilder text) {
        if (value.isTextual()) {
            text.append(value.textValue().replaceAll("[^a-zA-Z0-9]+", " ")).append(' ');
            return;
        }
        value.properties().stream()
                .filter(member -> !member.getKey().matches("type|id|name|tool_use_id"))
                .forEach(member -> gather(member.getValue(), text));
    }

    /// The beginnings of two and of three characters.
    private static String heads(String text) {
        TreeSet<String> heads = new TreeSet<>();
        for (String word : text.split(" ", -1)) {
            for (int length = 2; length <= 3 && length < word.length(); length++) {
                heads.add(word.substring(0, length));
            }
        }
        return String.join(" ", heads);
    }

    /// Has all of them found again in passages with lower ids.
    void writeAgain(Connection index, long distance) throws SQLException {
        try (PreparedStatement insert =
                index.prepareStatement(
                        "INSERT INTO passage_words (rowid, text, heads, facets) VALUES (?, ?, ?,"
                                + " ?)")) {
            for (Passage passage : passages) {
                insert.setLong(1, passage.id - distance);
                insert.setString(2, passage.words);
                insert.setString(3, passage.heads);
                insert.setString(4, passage.facets);
                insert.executeUpdate();
            }
        }
    }
}
