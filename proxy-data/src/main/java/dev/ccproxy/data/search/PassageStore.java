package dev.ccproxy.data.search;

import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of passages and of their words, for the indexing thread.
public final class PassageStore {
    /// How many passages of one second have ids of their own time.
    static final int SECOND = 256;

    private static final long MICROS = 1_000_000;

    /// How far a passage may be put off where its second is full.
    private static final int SPILL = 1 << 20;

    private final StatementStore sql;
    private final List<Entry> entries = new ArrayList<>();

    public PassageStore(StatementStore sql) {
        this.sql = sql;
    }

    /// A passage with what it belongs to.
    ///
    /// @param at when it was said, microseconds since 1970
    private record Entry(int source, long ref, long at, Passage passage) {}

    /// The first id that a passage of this time can have.
    ///
    /// @param micros since 1970
    static long firstId(long micros) {
        return Math.floorDiv(micros, MICROS) * SECOND;
    }

    /// Takes passages to be written by [#write].
    public void add(int source, long ref, long at, List<Passage> passages) {
        passages.forEach(passage -> entries.add(new Entry(source, ref, at, passage)));
    }

    /// Writes what was taken, the oldest first: so their words are added in the order in which the
    /// index of words likes it best.
    public void write() {
        entries.sort((a, b) -> Long.compare(a.at, b.at));
        long last = 0;
        for (Entry entry : entries) {
            last = write(entry, last);
        }
        entries.clear();
    }

    private long write(Entry entry, long last) {
        long first = firstId(entry.at);
        long id = last >= first && last < first + SECOND - 1 ? last + 1 : free(first);
        Passage passage = entry.passage;
        while (sql.update(
                        "INSERT INTO passage (id, source, ref, block, kind, tool, error) VALUES"
                                + " (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                        id,
                        entry.source,
                        entry.ref,
                        passage.block(),
                        passage.kind().code(),
                        passage.tool(),
                        passage.error() ? 1 : 0)
                == 0) {
            id = free(first);
        }
        words(
                "INSERT INTO passage_words (rowid, text, heads, facets) VALUES (?, ?, ?, ?)",
                id,
                passage);
        return id;
    }

    private long free(long first) {
        Long within = last(first, first + SECOND);
        if (within == null || within < first + SECOND - 1) {
            return within == null ? first : within + 1;
        }
        Long beyond = last(first, first + SPILL);
        return beyond == null ? first : beyond + 1;
    }

    private @Nullable Long last(long from, long until) {
        return sql.number(
                "SELECT id FROM passage WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1",
                from,
                until);
    }

    private void words(String statement, long id, Passage passage) {
        String text = Words.indexed(passage.text());
        String heads = passage.kind().isSaid() ? Words.heads(text) : "";
        sql.update(statement, id, text, heads, passage.facets());
    }

    /// Forgets all passages of one text.
    ///
    /// @param again the passages that it had, made anew from it: their words have to be named
    public void remove(int source, long ref, List<Passage> again) {
        for (Known known :
                sql.list(
                        "SELECT id, block, kind, tool, error FROM passage WHERE source = ? AND ref"
                                + " = ?",
                        PassageStore::known,
                        source,
                        ref)) {
            again.stream()
                    .filter(passage -> passage.block() == known.block)
                    .filter(passage -> passage.kind().code().equals(known.kind))
                    .findFirst()
                    .map(passage ->
                            new Passage(
                                    known.block,
                                    passage.kind(),
                                    known.tool,
                                    known.error,
                                    passage.text()))
                    .ifPresent(passage -> words(REMOVE_WORDS, known.id, passage));
            sql.update("DELETE FROM passage WHERE id = ?", known.id);
        }
    }

    private static final String REMOVE_WORDS =
            "INSERT INTO passage_words (passage_words, rowid, text, heads, facets) VALUES"
                    + " ('delete', ?, ?, ?, ?)";

    private record Known(long id, int block, String kind, @Nullable String tool, boolean error) {}

    private static Known known(RowReader row) {
        return new Known(
                row.number(), (int) row.number(), row.text(), row.textOrNull(), row.flag());
    }

    /// A message whose content is at hand.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Stored(long id, String role, long size, byte[] content) {}

    private static Stored stored(RowReader row) {
        return new Stored(row.number(), row.text(), row.number(), row.bytes());
    }

    /// The messages that are gone, with what they held; they are not told again.
    List<Stored> takeRemoved() {
        return Collections.unmodifiableList(
                sql.list(
                        "DELETE FROM message_removed RETURNING message, role, size, content",
                        PassageStore::stored));
    }

    /// The messages that are new; they are not told again.
    List<Long> takeAdded() {
        return sql.list("DELETE FROM message_added RETURNING message", RowReader::number);
    }

    @Nullable Stored message(long id) {
        return sql.first(
                "SELECT id, role, size, content FROM message WHERE id = ?",
                PassageStore::stored,
                id);
    }

    /// The messages that a request adds get their nodes one after the other, the request's last
    /// message at the end: so the next leaf is that request's, and looking for it among all those
    /// of the conversation would take longer.
    static final String SAID =
            "SELECT c.session, coalesce((SELECT min(e.started + coalesce(e.duration, 0)) FROM"
                    + " exchange e WHERE e.answer = n.id), (SELECT e.started FROM exchange e"
                    + " WHERE e.leaf >= n.id AND +e.conversation = n.conversation ORDER BY"
                    + " e.leaf LIMIT 1), c.last_at) FROM node n JOIN conversation c ON c.id ="
                    + " n.conversation WHERE n.message = ? ORDER BY n.id LIMIT 1";

    /// When a message was said first, in microseconds since 1970, and in which session; null where
    /// it is part of no conversation.
    @Nullable Said said(long message) {
        return sql.first(SAID, row -> new Said(row.number(), row.number()), message);
    }

    /// @param at microseconds since 1970
    record Said(long session, long at) {}

    @Nullable String tool(long session, String toolUse) {
        return sql.first(
                "SELECT name FROM tool_call WHERE session = ? AND tool_use = ? LIMIT 1",
                RowReader::text,
                session,
                toolUse);
    }
}
