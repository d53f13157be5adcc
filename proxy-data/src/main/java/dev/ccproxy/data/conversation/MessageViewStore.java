package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.luben.zstd.Zstd;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.message.Message;
import dev.ccproxy.message.RequestReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The messages of a conversation, with their content.
final class MessageViewStore {
    /// The messages of a branch, from the last one on: `branch(id, parent, depth)`.
    static final String BRANCH =
            "WITH RECURSIVE branch(id, parent, depth) AS (SELECT id, parent, depth FROM node WHERE"
                    + " id = ? UNION ALL SELECT n.id, n.parent, n.depth FROM node n JOIN branch b ON"
                    + " n.id = b.parent)";

    private final StatementStore sql;
    private final ObjectMapper json;

    MessageViewStore(StatementStore sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// The last message of what was said last in a conversation.
    @Nullable Long tip(long conversation) {
        return sql.number(
                "SELECT coalesce(answer, leaf) FROM exchange WHERE conversation = ? AND leaf IS NOT"
                        + " NULL ORDER BY id DESC LIMIT 1",
                conversation);
    }

    /// Whether a message is one of a conversation's.
    boolean has(long conversation, long node) {
        return sql.number(
                        "SELECT 1 FROM node WHERE id = ? AND conversation = ?", node, conversation)
                != null;
    }

    /// Some messages of the branch that ends with this one.
    ///
    /// @param from the place of the first of them, counted from 1
    MessageView.Page branch(long tip, int from, int limit) {
        Long total = sql.number("SELECT depth FROM node WHERE id = ?", tip);
        int count = total == null ? 0 : total.intValue();
        List<MessageView> items =
                sql.list(
                        BRANCH
                                + " SELECT n.id, n.depth, m.role, n.kind, coalesce(n.turn, n.id),"
                                + " (SELECT count(*) FROM node WHERE parent = n.id), coalesce((SELECT min(id) FROM exchange"
                                + " WHERE answer = n.id), (SELECT min(id) FROM exchange WHERE leaf"
                                + " = n.id)), m.size, m.content FROM branch b JOIN node n ON n.id ="
                                + " b.id JOIN message m ON m.id = n.message WHERE b.depth >= ? AND"
                                + " b.depth < ? ORDER BY b.depth",
                        this::view,
                        tip,
                        from,
                        from + limit);
        return new MessageView.Page(tip, count, items, from + limit <= count ? from + limit : null);
    }

    private MessageView view(RowReader row) {
        long id = row.number();
        int depth = (int) row.number();
        String role = row.text();
        MessageKind kind = MessageKind.withCode(row.text());
        long turn = row.number();
        int followers = (int) row.number();
        Long request = row.numberOrNull();
        long size = row.number();
        return new MessageView(
                id,
                depth,
                role,
                kind,
                turn,
                followers,
                request == null ? null : new ExchangeId(request).toString(),
                size,
                content(row.bytes(), size));
    }

    /// A message by itself.
    Optional<Message> message(long node) {
        return Optional.ofNullable(
                sql.first(
                        "SELECT m.role, m.size, m.content FROM node n JOIN message m ON m.id ="
                                + " n.message WHERE n.id = ?",
                        row -> {
                            String role = row.text();
                            long size = row.number();
                            return RequestReader.message(
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("role", role)
                                            .set("content", content(row.bytes(), size)));
                        },
                        node));
    }

    private JsonNode content(byte[] compressed, long size) {
        try {
            return json.readTree(Zstd.decompress(compressed, Math.toIntExact(size)));
        } catch (IOException e) {
            throw new IllegalStateException("the index holds what is no JSON", e);
        }
    }
}
