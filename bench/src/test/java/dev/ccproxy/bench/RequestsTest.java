package dev.ccproxy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private record Sent(String head, String body) {
        static Sent of(ByteBuffer[] request) {
            StringBuilder body = new StringBuilder();
            for (int i = 1; i < request.length; i++) {
                body.append(StandardCharsets.ISO_8859_1.decode(request[i]));
            }
            return new Sent(
                    StandardCharsets.ISO_8859_1.decode(request[0]).toString(), body.toString());
        }

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        String session() {
            return head.lines()
                    .filter(line -> line.startsWith("X-Claude-Code-Session-Id"))
                    .findFirst()
                    .orElseThrow();
        }

        void assertLengthIsTold() {
            assertTrue(head.endsWith("\r\nContent-Length: " + body.length() + "\r\n\r\n"), head);
        }
    }

    @Test
    void smallBodiesHave2Kb() throws IOException {
        Sent sent = Sent.of(Requests.repeat("", Requests.smallBody()).next());
        assertEquals(2_048, sent.body().length());
        assertTrue(sent.json().has("messages"));
        sent.assertLengthIsTold();
    }

    @Test
    void conversationsGrowByARoundAndMoveTheirCacheControl() throws IOException {
        Requests requests = new Conversations(new Random(5));
        Sent first = Sent.of(requests.next());
        Sent second = Sent.of(requests.next());
        first.assertLengthIsTold();
        second.assertLengthIsTold();
        assertEquals(first.session(), second.session());
        JsonNode before = first.json().get("messages");
        JsonNode after = second.json().get("messages");
        assertEquals(before.size() + 2, after.size());
        for (int i = 0; i < before.size() - 1; i++) {
            assertEquals(before.get(i), after.get(i));
        }
        JsonNode last = after.get(after.size() - 1).get("content").get(0);
        assertTrue(last.has("cache_control"));
        assertEquals(1, second.json().findValues("cache_control").size());
    }

    @Test
    void conversationsStayAround200KbAndGiveWayToNewOnes() throws IOException {
        Requests requests = new Conversations(new Random(6));
        Sent first = Sent.of(requests.next());
        Sent last = first;
        for (int i = 0; i < 100 && last.session().equals(first.session()); i++) {
            last = Sent.of(requests.next());
            int size = last.body().length();
            assertTrue(size > 149_000 && size < 252_000, "size " + size);
        }
        assertNotEquals(first.session(), last.session());
        assertTrue(last.json().has("system"));
    }

    @Test
    void randomTextSharesNothing() throws IOException {
        Requests requests = new RandomText(new Random(7));
        Sent first = Sent.of(requests.next());
        Sent second = Sent.of(requests.next());
        assertEquals(200_000, first.body().length());
        first.assertLengthIsTold();
        String one = first.json().at("/messages/0/content").asText();
        String other = second.json().at("/messages/0/content").asText();
        assertTrue(one.length() > 199_000);
        assertNotEquals(one.substring(0, 100), other.substring(0, 100));
    }
}
