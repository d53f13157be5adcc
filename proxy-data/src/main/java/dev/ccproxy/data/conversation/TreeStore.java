package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.StatementStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of messages and of their places in conversations, for the indexing thread.
final class TreeStore {
    private final StatementStore sql;

    TreeStore(StatementStore sql) {
        this.sql = sql;
    }

    /// A message at its place.
    ///
    /// @param turn the node of the prompt that it belongs to
    record Node(long id, int depth, long turn) {}

    static final String FIND =
            "SELECT id, depth, coalesce(turn, id) FROM node WHERE chain = ? AND conversation = ?";

    /// The node at the end of this path in a conversation.
    @Nullable Node find(long conversation, long chain) {
        return sql.first(
                FIND,
                row -> new Node(row.number(), (int) row.number(), row.number()),
                chain,
                conversation);
    }

    /// The conversations of a session in which this path occurs, the newest first.
    List<Long> conversations(long session, long chain) {
        return sql.list(
                "SELECT n.conversation FROM node n JOIN conversation c ON c.id = n.conversation"
                        + " WHERE n.chain = ? AND c.session = ? AND c.agent IS NULL"
                        + " ORDER BY n.id DESC",
                row -> row.number(),
                chain,
                session);
    }

    /// The message with exactly this content, stored where it is new.
    long message(String role, Content.Packed content) {
        Long added =
                sql.number(
                        "INSERT INTO message (hash, role, size, content) VALUES (?, ?, ?, ?) ON"
                                + " CONFLICT (hash) DO NOTHING RETURNING id",
                        content.hash(),
                        role,
                        content.size(),
                        content.frame());
        Long id =
                added == null
                        ? sql.number("SELECT id FROM message WHERE hash = ?", content.hash())
                        : added;
        if (id == null) {
            throw new IllegalStateException("a message was neither there nor added");
        }
        return id;
    }

    Node insert(
            long conversation, @Nullable Node parent, long chain, long message, MessageKind kind) {
        int depth = 1;
        Long above = null;
        Long turn = null;
        if (parent != null) {
            depth = parent.depth + 1;
            above = parent.id;
            turn = kind.beginsTurn() ? null : Long.valueOf(parent.turn);
        }
        long id =
                sql.insert(
                        "INSERT INTO node (conversation, parent, chain, message, depth, kind, turn)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        conversation,
                        above,
                        chain,
                        message,
                        depth,
                        kind.code(),
                        turn);
        return new Node(id, depth, turn == null ? id : turn);
    }

    @Nullable Node node(long id) {
        return sql.first(
                "SELECT id, depth, coalesce(turn, id) FROM node WHERE id = ?",
                row -> new Node(row.number(), (int) row.number(), row.number()),
                id);
    }

    long chain(long node) {
        Long chain = sql.number("SELECT chain FROM node WHERE id = ?", node);
        return chain == null ? 0 : chain;
    }

    /// Forgets what no exchange of a conversation carries any more.
    void prune(long conversation) {
        List<Long> messages =
                sql.list(
                        "WITH RECURSIVE kept(id) AS ("
                                + "SELECT leaf FROM exchange WHERE conversation = ?1 AND leaf IS"
                                + " NOT NULL UNION SELECT answer FROM exchange WHERE conversation ="
                                + " ?1 AND answer IS NOT NULL UNION SELECT node.parent FROM node"
                                + " JOIN kept ON node.id = kept.id WHERE node.parent IS NOT NULL)"
                                + " DELETE FROM node WHERE conversation = ?1 AND id NOT IN"
                                + " (SELECT id FROM kept) RETURNING message",
                        row -> row.number(),
                        conversation);
        for (long message : messages) {
            sql.update(
                    "DELETE FROM message WHERE id = ?1"
                            + " AND NOT EXISTS (SELECT 1 FROM node WHERE message = ?1)",
                    message);
        }
    }
}
