package dev.ccproxy.data.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.ExchangeId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds passages by their words, and tells where they are and what they say.
final class HitStore {
    private static final String AGENT_TYPE =
            "coalesce(c.agent_type, (SELECT subagent FROM tool_call WHERE session = c.session AND"
                    + " tool_use = c.spawn), 'unknown')";

    /// What a place has to be, asked of a conversation `c` of a session `s`.
    private static final String ASKED =
            " (?5 IS NULL OR s.key = ?5) AND (?6 IS NULL OR c.key = ?6) AND (?7 IS NULL OR"
                    + " s.project = ?7) AND (?8 IS NULL OR CASE WHEN ?8 = 'main' THEN c.main = 1 ELSE"
                    + " c.main = 0 AND (c.agent = ?8 OR "
                    + AGENT_TYPE
                    + " = ?8) END)";

    private static final String MESSAGE_PLACE =
            "(SELECT n.id FROM node n JOIN conversation c ON c.id = n.conversation JOIN session s"
                    + " ON s.id = c.session WHERE n.message = p.ref AND"
                    + ASKED
                    + " AND (?9 IS NULL OR EXISTS (SELECT 1 FROM exchange e WHERE e.answer = n.id"
                    + " AND e.model = ?9) OR EXISTS (SELECT 1 FROM exchange e WHERE e.leaf = n.id"
                    + " AND e.model = ?9)) ORDER BY n.id DESC LIMIT 1)";

    private static final String PROMPT_PLACE =
            "(SELECT c.id FROM system_prompt m JOIN conversation c ON c.system = m.hash JOIN"
                    + " session s ON s.id = c.session WHERE m.id = p.ref AND"
                    + ASKED
                    + " AND (?9 IS NULL OR c.model = ?9) ORDER BY c.last_at DESC LIMIT 1)";

    private static final String LINE_PLACE =
            "(SELECT m.id FROM transcript_message m JOIN transcript t ON t.id = m.transcript WHERE"
                    + " m.id = p.ref AND (?5 IS NULL OR t.session = ?5) AND ?6 IS NULL AND (?7 IS"
                    + " NULL OR t.project = ?7) AND (?8 IS NULL OR CASE WHEN ?8 = 'main' THEN"
                    + " t.agent IS NULL ELSE t.agent = ?8 END) AND ?9 IS NULL)";

    private static final String CANDIDATES =
            "SELECT f.id, p.source, p.ref, p.block, p.kind, p.tool, p.error, CASE p.source WHEN 0"
                    + " THEN "
                    + MESSAGE_PLACE
                    + " WHEN 1 THEN "
                    + PROMPT_PLACE
                    + " ELSE "
                    + LINE_PLACE
                    + " END FROM (SELECT rowid AS id FROM passage_words WHERE passage_words MATCH"
                    + " ?1 AND rowid >= ?2 AND rowid < ?3 AND (?10 IS NULL OR +rowid IN (SELECT"
                    + " value FROM json_each(?10))) ORDER BY rowid DESC LIMIT ?4) f JOIN"
                    + " passage p ON p.id = f.id ORDER BY f.id DESC";

    private static final String TITLE =
            "coalesce(s.title, (SELECT title FROM conversation WHERE session = s.id AND main = 1"
                    + " ORDER BY id LIMIT 1), c.title)";

    private static final String CONVERSATION =
            "c.key, "
                    + TITLE
                    + ", nullif(s.key, ''), s.project, CASE c.main WHEN 1 THEN NULL ELSE "
                    + AGENT_TYPE
                    + " END";

    private final StatementStore sql;
    private final ObjectMapper json;

    HitStore(StatementStore sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// A passage in which the words are.
    ///
    /// @param place where it is, by the filter: a node, a conversation or a line of a transcript;
    ///   null where it is nowhere that was asked for
    record Candidate(
            long id,
            int source,
            long ref,
            int block,
            PassageKind kind,
            @Nullable String tool,
            boolean error,
            @Nullable Long place) {}

    /// Passages with ids in a range, the newest first.
    ///
    /// @param among an array of ids as JSON, to which what is not among them is passed over before
    ///   anything else is asked of it; null for all
    List<Candidate> candidates(
            String match,
            long from,
            long below,
            SearchFilter.Place place,
            int limit,
            @Nullable String among) {
        return sql.list(
                CANDIDATES,
                HitStore::candidate,
                match,
                from,
                below,
                limit,
                place.session(),
                place.conversation(),
                place.project(),
                place.agent(),
                place.model(),
                among);
    }

    private static Candidate candidate(RowReader row) {
        return new Candidate(
                row.number(),
                (int) row.number(),
                row.number(),
                (int) row.number(),
                PassageKind.withCode(row.text()).orElseThrow(),
                row.textOrNull(),
                row.flag(),
                row.numberOrNull());
    }

    /// The ids that passages have.
    Range range() {
        Range range =
                sql.first(
                        "SELECT (SELECT min(id) FROM passage), (SELECT max(id) FROM passage)",
                        HitStore::range);
        return range == null ? Range.NONE : range;
    }

    /// The ids of the passages of a session or of a conversation. Each is found from where it
    /// belongs, never the other way round: there are very many of other sessions.
    List<Long> ids(String column, String key) {
        String conversations =
                column.equals("session")
                        ? "session = (SELECT id FROM session WHERE key = ?1)"
                        : "key = ?1";
        return sql.list(
                "WITH some(id, system) AS (SELECT id, system FROM conversation WHERE "
                        + conversations
                        + "), ids(id) AS (SELECT p.id FROM some CROSS JOIN node n ON"
                        + " n.conversation = some.id CROSS JOIN passage p ON p.source = 0 AND"
                        + " p.ref = n.message UNION ALL SELECT p.id FROM some CROSS JOIN"
                        + " system_prompt m ON m.hash = some.system CROSS JOIN passage p ON"
                        + " p.source = 1 AND p.ref = m.id UNION ALL SELECT p.id FROM"
                        + " transcript t CROSS JOIN transcript_message m ON m.transcript = t.id"
                        + " CROSS JOIN passage p ON p.source = 2 AND p.ref = m.id WHERE t.session"
                        + " = ?1 AND m.state = 1) SELECT id FROM ids",
                RowReader::number,
                key);
    }

    /// @param first the smallest id
    /// @param last the greatest one
    record Range(long first, long last) {
        static final Range NONE = new Range(0, -1);

        Range within(Range other) {
            return new Range(Math.max(first, other.first), Math.min(last, other.last));
        }
    }

    private static Range range(RowReader row) {
        Long first = row.numberOrNull();
        Long last = row.numberOrNull();
        return first == null || last == null ? Range.NONE : new Range(first, last);
    }

    /// What a passage says; empty where that is gone.
    String text(Candidate candidate) {
        String text =
                switch (candidate.source) {
                    case Source.SYSTEM_PROMPT ->
                            sql.first(
                                    "SELECT size, content FROM system_prompt WHERE id = ?",
                                    SystemPromptStore::text,
                                    candidate.ref);
                    case Source.MESSAGE ->
                            sql.first(
                                    "SELECT role, size, content FROM message WHERE id = ?",
                                    row -> text(row, candidate.block),
                                    candidate.ref);
                    default ->
                            sql.first(
                                    "SELECT role, size, content FROM transcript_message WHERE id ="
                                            + " ? AND content IS NOT NULL",
                                    row -> text(row, candidate.block),
                                    candidate.ref);
                };
        return text == null ? "" : text;
    }

    private String text(RowReader row, int block) {
        String role = row.text();
        long size = row.number();
        try {
            JsonNode content = json.readTree(Zstd.decompress(row.bytes(), Math.toIntExact(size)));
            return Passages.of(role, content, toolUse -> null).stream()
                    .filter(passage -> passage.block() == block)
                    .findFirst()
                    .map(Passage::text)
                    .orElse("");
        } catch (IOException e) {
            throw new IllegalStateException("the index holds what is no JSON", e);
        }
    }

    /// All there is to say about a passage that is somewhere.
    @Nullable SearchHit hit(Candidate candidate, Snippet snippet) {
        String where =
                switch (candidate.source) {
                    case Source.SYSTEM_PROMPT ->
                            CONVERSATION
                                    + ", NULL, NULL, (SELECT min(id) FROM exchange WHERE"
                                    + " conversation = c.id), NULL, NULL FROM conversation c JOIN"
                                    + " session s ON s.id = c.session WHERE c.id = ?";
                    case Source.MESSAGE ->
                            CONVERSATION
                                    + ", n.id, coalesce(n.turn, n.id), coalesce((SELECT min(id)"
                                    + " FROM exchange WHERE answer = n.id), (SELECT min(id) FROM"
                                    + " exchange WHERE leaf = n.id)), NULL, NULL FROM node n JOIN"
                                    + " conversation c ON c.id = n.conversation JOIN session s ON"
                                    + " s.id = c.session WHERE n.id = ?";
                    default ->
                            "NULL, coalesce(t.title, t.prompt), t.session, t.project, CASE WHEN"
                                    + " t.agent IS NULL THEN NULL ELSE 'unknown' END, NULL, NULL,"
                                    + " NULL, t.id, m.position FROM transcript_message m JOIN"
                                    + " transcript t ON t.id = m.transcript WHERE m.id = ?";
                };
        return sql.first("SELECT " + where, row -> hit(row, candidate, snippet), candidate.place);
    }

    private static SearchHit hit(RowReader row, Candidate candidate, Snippet snippet) {
        String conversation = row.textOrNull();
        String title = row.textOrNull();
        String session = row.textOrNull();
        String project = row.textOrNull();
        String agentType = row.textOrNull();
        Long message = row.numberOrNull();
        Long turn = row.numberOrNull();
        Long request = row.numberOrNull();
        return new SearchHit(
                candidate.kind,
                candidate.tool,
                candidate.error,
                said(candidate),
                snippet,
                conversation,
                title,
                session,
                project,
                agentType,
                message,
                turn,
                request == null ? null : new ExchangeId(request).toString(),
                row.numberOrNull(),
                row.numberOrNull());
    }

    private static Instant said(Candidate candidate) {
        return Instant.ofEpochSecond(candidate.id / PassageStore.SECOND);
    }
}
