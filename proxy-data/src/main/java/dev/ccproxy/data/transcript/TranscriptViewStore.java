package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of projects and of transcripts, and the messages of a transcript.
final class TranscriptViewStore {
    private static final int MOST_PROJECTS = 1_000;

    private static final String SUMMARY =
            "SELECT t.id, t.path, t.session, t.agent, t.project, t.branch, coalesce(t.title,"
                    + " t.prompt), t.first_at, t.last_at, t.messages, t.apart FROM transcript t";

    /// Sums over what crossed the proxy, and over what did not.
    private static final String PROJECTS =
            "WITH seen(project, session, conversations, requests, transcripts, last_at, cost,"
                    + " unpriced) AS (SELECT coalesce(project, (SELECT t.project FROM transcript t"
                    + " WHERE t.session = s.key AND t.agent IS NULL)), key, (SELECT count(*) FROM"
                    + " conversation WHERE session = s.id), exchanges, 0, last_at, cost_input +"
                    + " cost_output + cost_write_5m + cost_write_1h + cost_read + cost_tools, unpriced"
                    + " FROM session s WHERE key <> '' UNION ALL SELECT project, session, 0, 0, 1,"
                    + " last_at, 0, 0 FROM transcript) SELECT project, count(DISTINCT session),"
                    + " sum(conversations), sum(requests), sum(transcripts), max(last_at) AS last,"
                    + " (SELECT branch FROM transcript t WHERE t.project = seen.project AND branch IS"
                    + " NOT NULL ORDER BY t.last_at DESC LIMIT 1), sum(cost), sum(unpriced) FROM seen"
                    + " WHERE project IS NOT NULL GROUP BY project ORDER BY last DESC, project LIMIT ?";

    private final StatementStore sql;
    private final ObjectMapper json;

    TranscriptViewStore(StatementStore sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    List<ProjectSummary> projects() {
        return Collections.unmodifiableList(
                sql.list(
                        PROJECTS,
                        row ->
                                new ProjectSummary(
                                        row.text(),
                                        row.number(),
                                        row.number(),
                                        row.number(),
                                        row.number(),
                                        instant(row.number()),
                                        row.textOrNull(),
                                        new Money(row.number()),
                                        row.number()),
                        MOST_PROJECTS));
    }

    /// Transcripts, the last active first.
    ///
    /// @param before only those after this one in the list; null for the first ones
    List<TranscriptSummary> transcripts(
            @Nullable String project, @Nullable String session, @Nullable Long before, int limit) {
        return Collections.unmodifiableList(
                sql.list(
                        SUMMARY
                                + " WHERE (?1 IS NULL OR t.project = ?1) AND (?2 IS NULL OR"
                                + " t.session = ?2) AND (?3 IS NULL OR (t.last_at, t.id) < (SELECT"
                                + " last_at, id FROM transcript WHERE id = ?3)) ORDER BY t.last_at"
                                + " DESC, t.id DESC LIMIT ?4",
                        TranscriptViewStore::summary,
                        project,
                        session,
                        before,
                        limit));
    }

    @Nullable TranscriptSummary transcript(long id) {
        return sql.first(SUMMARY + " WHERE t.id = ?", TranscriptViewStore::summary, id);
    }

    private static TranscriptSummary summary(RowReader row) {
        long id = row.number();
        String file = row.text();
        String session = row.text();
        String agent = row.textOrNull();
        String project = row.text();
        String branch = row.textOrNull();
        String title = row.textOrNull();
        Instant first = instant(row.number());
        Instant last = instant(row.number());
        long messages = row.number();
        long apart = row.number();
        return new TranscriptSummary(
                id,
                file,
                session,
                agent,
                project,
                branch,
                title,
                first,
                last,
                messages,
                apart,
                source(messages, apart));
    }

    private static TranscriptSummary.Source source(long messages, long apart) {
        return apart == 0 && messages > 0
                ? TranscriptSummary.Source.PROXY
                : apart == messages
                        ? TranscriptSummary.Source.TRANSCRIPT
                        : TranscriptSummary.Source.BOTH;
    }

    List<TranscriptSummary.Message> messages(long transcript, long from, int limit) {
        return Collections.unmodifiableList(
                sql.list(
                        "SELECT m.position, m.role, m.at, (SELECT min(exchange) FROM"
                                + " exchange_request r WHERE r.request_id = m.request_id), m.size,"
                                + " m.content FROM transcript_message m WHERE m.transcript = ? AND"
                                + " m.position >= ? ORDER BY m.position LIMIT ?",
                        this::message,
                        transcript,
                        from,
                        limit));
    }

    private TranscriptSummary.Message message(RowReader row) {
        long position = row.number();
        String role = row.text();
        long at = row.number();
        Long exchange = row.numberOrNull();
        long size = row.number();
        byte[] content = row.bytesOrNull();
        return new TranscriptSummary.Message(
                position,
                role,
                at == 0 ? null : instant(at),
                exchange == null ? null : new ExchangeId(exchange).toString(),
                content == null ? null : content(content, size));
    }

    private JsonNode content(byte[] compressed, long size) {
        try {
            return json.readTree(Zstd.decompress(compressed, Math.toIntExact(size)));
        } catch (IOException e) {
            throw new IllegalStateException("the index holds what is no JSON", e);
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
