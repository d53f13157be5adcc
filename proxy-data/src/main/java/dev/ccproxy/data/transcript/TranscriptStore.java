package dev.ccproxy.data.transcript;

import com.github.luben.zstd.Zstd;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables of transcripts, for the indexing thread.
final class TranscriptStore {
    private static final int LEVEL = 3;

    private final StatementStore sql;

    TranscriptStore(StatementStore sql) {
        this.sql = sql;
    }

    /// Whether a message of a transcript crossed the proxy, too.
    enum State {
        /// That shows with the answer that follows.
        OPEN(0),
        /// It did not: its content is kept here.
        APART(1),
        /// It did: it is found in the conversation.
        RECORDED(2);

        private final int code;

        State(int code) {
            this.code = code;
        }
    }

    /// A transcript, as far as it was read.
    ///
    /// @param key tells its file from another one of the same name
    /// @param read up to which place
    /// @param tail what stood before that place
    /// @param messages how many messages it has so far
    record Known(long id, String key, long read, int tail, long modified, int messages) {}

    /// A message whose content is at hand.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Kept(long id, String role, long at, long size, byte[] content) {}

    /// What is known, by the names of files.
    Map<String, Known> known() {
        Map<String, Known> known = new HashMap<>();
        sql.list(
                        "SELECT path, id, key, read, tail, modified, messages FROM transcript",
                        row -> Map.entry(row.text(), known(row)))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    @Nullable Known known(String path) {
        return sql.first(
                "SELECT id, key, read, tail, modified, messages FROM transcript WHERE path = ?",
                TranscriptStore::known,
                path);
    }

    private static Known known(RowReader row) {
        return new Known(
                row.number(),
                row.text(),
                row.number(),
                (int) row.number(),
                row.number(),
                (int) row.number());
    }

    /// @param folder the name of the folder that it lies in
    Known insert(String path, String key, String session, @Nullable String agent, String folder) {
        long id =
                sql.insert(
                        "INSERT INTO transcript (path, key, session, agent, project) VALUES (?, ?,"
                                + " ?, ?, ?)",
                        path,
                        key,
                        session,
                        agent,
                        folder);
        return new Known(id, key, 0, 0, 0, 0);
    }

    void progress(long id, long read, int tail, long modified, int messages) {
        sql.update(
                "UPDATE transcript SET read = ?, tail = ?, modified = ?, messages = ?, apart ="
                        + " (SELECT count(*) FROM transcript_message WHERE transcript = ?5 AND"
                        + " state = 1) WHERE id = ?5",
                read,
                tail,
                modified,
                messages,
                id);
    }

    void title(long id, TranscriptLine.Title title) {
        sql.update(
                "UPDATE transcript SET title = ?, title_rank = ?2 WHERE id = ? AND title_rank <="
                        + " ?2",
                title.text(),
                title.rank(),
                id);
    }

    /// Takes note of what a message tells of the whole transcript.
    ///
    /// @param prompt what a person said in it, if one did
    void said(long id, TranscriptLine.Said said, @Nullable String prompt) {
        sql.update(
                "UPDATE transcript SET project = coalesce(?, project), branch = coalesce(?,"
                        + " branch), prompt = coalesce(prompt, ?), first_at = CASE WHEN first_at = 0"
                        + " THEN ?4 ELSE first_at END, last_at = max(last_at, ?4) WHERE id = ?5",
                said.folder(),
                said.branch(),
                prompt,
                said.at(),
                id);
    }

    long insert(
            long transcript, int position, TranscriptLine.Said said, State state, byte[] content) {
        return sql.insert(
                "INSERT INTO transcript_message (transcript, position, role, at, request_id, state,"
                        + " size, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                transcript,
                position,
                said.role(),
                said.at(),
                said.requestId(),
                state.code,
                content.length,
                state == State.RECORDED ? null : Zstd.compress(content, LEVEL));
    }

    boolean isRecorded(String requestId) {
        return sql.number("SELECT 1 FROM exchange_request WHERE request_id = ?", requestId) != null;
    }

    /// Settles what the messages are that are open.
    ///
    /// @return those of them that were settled
    List<Kept> settle(long transcript, State state) {
        List<Kept> open =
                sql.list(
                        "SELECT id, role, at, size, content FROM transcript_message WHERE"
                                + " transcript = ? AND state = 0",
                        TranscriptStore::kept,
                        transcript);
        sql.update(
                "UPDATE transcript_message SET state = ?, content = CASE WHEN ?1 = 2 THEN NULL ELSE"
                        + " content END WHERE transcript = ? AND state = 0",
                state.code,
                transcript);
        return open;
    }

    /// The messages that a request brought, and its answer, and were taken to have never crossed
    /// the proxy. From now on they are taken to be on record.
    List<Kept> recorded(String requestId) {
        List<Kept> kept =
                sql.list(
                        "WITH answer(transcript, first, last) AS (SELECT transcript, min(position),"
                                + " max(position) FROM transcript_message WHERE request_id = ?1 GROUP"
                                + " BY transcript), before(transcript, place) AS (SELECT transcript,"
                                + " (SELECT coalesce(max(position), 0) FROM transcript_message m WHERE"
                                + " m.transcript = answer.transcript AND m.position < answer.first AND"
                                + " m.request_id IS NOT NULL) FROM answer) SELECT m.id, m.role, m.at,"
                                + " m.size, m.content FROM answer JOIN before USING (transcript) JOIN"
                                + " transcript_message m ON m.transcript = answer.transcript AND"
                                + " m.position > before.place AND m.position <= answer.last WHERE"
                                + " m.state = 1",
                        TranscriptStore::kept,
                        requestId);
        for (Kept one : kept) {
            sql.update(
                    "UPDATE transcript_message SET state = 2, content = NULL WHERE id = ?", one.id);
            sql.update(
                    "UPDATE transcript SET apart = apart - 1 WHERE id = (SELECT transcript FROM"
                            + " transcript_message WHERE id = ?)",
                    one.id);
        }
        return kept;
    }

    /// Forgets a transcript.
    ///
    /// @return what it held that is found by its words
    List<Kept> forget(long transcript) {
        List<Kept> kept =
                sql.list(
                        "SELECT id, role, at, size, content FROM transcript_message WHERE"
                                + " transcript = ? AND state = 1",
                        TranscriptStore::kept,
                        transcript);
        sql.update("DELETE FROM transcript_message WHERE transcript = ?", transcript);
        sql.update("DELETE FROM transcript WHERE id = ?", transcript);
        return kept;
    }

    Optional<Kept> kept(long message) {
        return Optional.ofNullable(
                sql.first(
                        "SELECT id, role, at, size, content FROM transcript_message WHERE id = ?"
                                + " AND content IS NOT NULL",
                        TranscriptStore::kept,
                        message));
    }

    private static Kept kept(RowReader row) {
        return new Kept(row.number(), row.text(), row.number(), row.number(), row.bytes());
    }

    void answered(long exchange, String requestId) {
        sql.update(
                "INSERT INTO exchange_request (exchange, request_id) VALUES (?, ?) ON CONFLICT DO"
                        + " NOTHING",
                exchange,
                requestId);
    }

    boolean isKnown(long exchange) {
        return sql.number("SELECT 1 FROM exchange_request WHERE exchange = ?", exchange) != null;
    }

    void deleted(long exchange) {
        sql.update("DELETE FROM exchange_request WHERE exchange = ?", exchange);
    }
}
