package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.RecordedTraffic;
import dev.ccproxy.data.TestRecord;
import dev.ccproxy.data.cost.Prices;
import dev.ccproxy.data.index.RowReader;
import dev.ccproxy.data.index.TestIndex;
import dev.ccproxy.fixtures.traffic.Script;
import dev.ccproxy.fixtures.traffic.TrafficExchange;
import dev.ccproxy.store.Selection;
import dev.ccproxy.store.sqlite.SqliteExchangeReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record and the index of it.
final class Indexed implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final RecordedTraffic TRAFFIC = new RecordedTraffic(0);
    private static final int BATCH = 500;

    final TestRecord record;
    private final SqliteExchangeReader reader;
    private final TestIndex index;

    Indexed(Path folder) {
        this(folder, Map.of());
    }

    /// @param prices of models, in USD per million tokens
    Indexed(Path folder, Map<String, Map<String, String>> prices) {
        Path file = folder.resolve("exchanges.db");
        this.record = new TestRecord(file);
        this.reader = new SqliteExchangeReader(file);
        this.index =
                new TestIndex(
                        folder.resolve("index.db"),
                        new ConversationChapter(JSON, Prices.with(prices)));
    }

    static Indexed of(Path folder, Script script) {
        Indexed indexed = new Indexed(folder);
        indexed.add(script.exchanges());
        return indexed;
    }

    void add(List<TrafficExchange> exchanges) {
        TRAFFIC.record(record, exchanges);
        follow();
    }

    void delete(TrafficExchange exchange) {
        record.delete(new Selection.One(TRAFFIC.id(exchange)));
        follow();
    }

    void follow() {
        follow(BATCH);
    }

    void follow(int batch) {
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

    long count(String table) {
        return index.read(sql -> sql.list("SELECT count(*) FROM " + table, RowReader::number))
                .getFirst();
    }

    List<SessionSummary> sessions() {
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
