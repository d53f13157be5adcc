package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.RecordedTraffic;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.data.index.Chapter;
import dev.ccproxy.data.index.Follower;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.data.index.TestIndex;
import dev.ccproxy.fixtures.traffic.Script;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A record and the index of it.
public final class Indexed implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final RecordedTraffic TRAFFIC = new RecordedTraffic(0);
    private static final int BATCH = 500;

    final TestRecord record;
    private final SqliteExchangeReader reader;
    private final TestIndex index;

    /// @param more chapters beside the one of conversations
    public Indexed(Path folder, Chapter... more) {
        this(folder, Map.of(), more);
    }

    /// @param prices of models, in USD per million tokens
    Indexed(Path folder, Map<String, Map<String, String>> prices, Chapter... more) {
        Path file = folder.resolve("exchanges.db");
        this.record = new TestRecord(file);
        this.reader = new SqliteExchangeReader(file);
        this.index =
                new TestIndex(
                        folder.resolve("index.db"),
                        Stream.concat(
                                        Stream.of(
                                                new ConversationChapter(JSON, Prices.with(prices))),
                                        Stream.of(more))
                                .toArray(Chapter[]::new));
    }

    static Indexed of(Path folder, Script script) {
        Indexed indexed = new Indexed(folder);
        indexed.add(script.exchanges());
        return indexed;
    }

    public void add(List<TrafficExchange> exchanges) {
        record(exchanges);
        follow();
    }

    /// Puts exchanges on record and leaves the index as it is.
    public void record(List<TrafficExchange> exchanges) {
        TRAFFIC.record(record, exchanges);
    }

    public void delete(TrafficExchange exchange) {
        record.delete(new Selection.One(TRAFFIC.id(exchange)));
        follow();
    }

    public void follow() {
        follow(BATCH);
    }

    /// Indexes what is new.
    ///
    /// @param batch how many changes in a transaction
    public void follow(int batch) {
        index.follow(reader, batch);
    }

    /// All conversations, in the order in which they began.
    List<ConversationSummary> conversations() {
        ConversationFilter all = new ConversationFilter(null, null, null, null, null, null, null);
        return index
                .read(sql ->
                        new ConversationViewStore(sql)
                                .conversations(Cursor.START, all.condition(), 1_000))
                .stream()
                .map(ConversationViewStore.Row::item)
                .sorted((a, b) -> a.startedAt().compareTo(b.startedAt()))
                .toList();
    }

    ConversationSummary conversation(String id) {
        return row(id).item();
    }

    private ConversationViewStore.Row<ConversationSummary> row(String id) {
        return index.read(
                        sql -> Optional.ofNullable(new ConversationViewStore(sql).conversation(id)))
                .orElseThrow(() -> new AssertionError("there is no conversation " + id));
    }

    List<Branch> branches(String id) {
        long conversation = row(id).id();
        return index.read(sql -> new ConversationViewStore(sql).branches(conversation));
    }

    List<ConversationDetail.SideRequests> sideRequests(String id) {
        long conversation = row(id).id();
        return index.read(sql -> new ConversationViewStore(sql).sideRequests(conversation));
    }

    List<Turn> turns(String id) {
        long conversation = row(id).id();
        return index.read(sql -> new TurnViewStore(sql, JSON).turns(conversation, 0, 200, null))
                .items();
    }

    /// The texts of a branch, each with its role's first letter.
    List<String> texts(String id, @Nullable Long tip) {
        long conversation = row(id).id();
        return index
                .read(sql -> {
                    MessageViewStore messages = new MessageViewStore(sql, JSON);
                    Long end = tip == null ? messages.tip(conversation) : tip;
                    return messages.branch(end == null ? 0 : end, 1, 1_000).items();
                })
                .stream()
                .map(message -> message.role().charAt(0) + ": " + lastText(message))
                .toList();
    }

    private static String lastText(MessageView message) {
        if (message.content().isTextual()) {
            return message.content().textValue();
        }
        var last = message.content().path(message.content().size() - 1);
        return last.path("text").asText(last.path("content").asText(last.path("name").asText()));
    }

    /// Puts in what a follower has found.
    ///
    /// @return whether it has more
    public boolean follow(Follower follower) {
        return index.follow(follower);
    }

    public <T> T read(Function<StatementStore, T> question) {
        return index.read(question);
    }

    /// How the database means to answer a question.
    public List<String> plan(String question) {
        return index.read(sql -> sql.list("EXPLAIN QUERY PLAN " + question, Indexed::step));
    }

    private static String step(RowReader row) {
        row.number();
        row.number();
        row.number();
        return row.text();
    }

    public long count(String table) {
        return index.read(sql -> sql.list("SELECT count(*) FROM " + table, RowReader::number))
                .getFirst();
    }

    public List<SessionSummary> sessions() {
        return index
                .read(sql -> new ConversationViewStore(sql).sessions(Cursor.START, null, 100))
                .stream()
                .map(ConversationViewStore.Row::item)
                .toList();
    }

    @Override
    public void close() {
        index.close();
        reader.close();
        record.close();
    }
}
