package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.Entries;
import dev.ccproxy.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Records as fast as it can until it is killed or has done so many turns, and says each time what
/// it has been promised.
final class CrashChild {
    private CrashChild() {}

    public static void main(String[] arguments) throws StoreException {
        try (SqliteExchangeStore store = new SqliteExchangeStore(Path.of(arguments[0]))) {
            long micros = Long.parseLong(arguments[1]);
            int turns = Integer.parseInt(arguments[2]);
            store.open();
            store.closeAbandoned();
            for (int turn = 1; turn <= turns; turn++) {
                ExchangeId id =
                        new ExchangeId(
                                ((micros + turn) << ExchangeId.WRITER_BITS) | store.writer());
                record(store, id);
                if (turn % 5 == 0) {
                    store.maintain();
                }
            }
        }
    }

    private static void record(SqliteExchangeStore store, ExchangeId id) throws StoreException {
        byte[] answer = answer(id);
        int half = answer.length / 2;
        store.write(List.of(Entries.arrived(id, "s", new Bytes(List.of(request(id))))));
        say("arrived", id);
        store.write(
                List.of(
                        Entries.answered(id, 200),
                        Entries.received(id, 1, Entries.bytes(answer, 0, half))));
        store.write(
                List.of(
                        Entries.received(id, 2, Entries.bytes(answer, half, answer.length)),
                        Entries.ended(id)));
        say("ended", id);
    }

    private static void say(String what, ExchangeId id) {
        System.out.println(what + " " + id);
        System.out.flush();
    }

    /// What the exchange's request holds: mostly the same as all others', as in a conversation.
    static byte[] request(ExchangeId id) {
        Random random = new Random(id.value());
        StringBuilder json = new StringBuilder("{\"messages\":[");
        for (int i = 0; i < 40; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"content\":\"message ")
                    .append(i)
                    .append("\"}");
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            json.append(",{\"content\":\"").append(random.nextLong()).append("\"}");
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] answer(ExchangeId id) {
        byte[] answer = new byte[(int) ((id.value() >>> ExchangeId.WRITER_BITS) & 0xFFF) + 2];
        new Random(-id.value()).nextBytes(answer);
        return answer;
    }
}
