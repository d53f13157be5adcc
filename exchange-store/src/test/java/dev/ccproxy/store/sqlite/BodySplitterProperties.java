package dev.ccproxy.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BodySplitterProperties {
    private static final String BODY =
            """
            {"model":"m\\"]}","messages" : [{"role":"user","content":[{"type":"text","text":"a",\
            "cache_control":{"type":"ephemeral"}}]},
             {"role":"assistant","content":"\\u005d\\\\"}], "system":[{"cache_control":{"ttl":"1h"},\
            "type":"text","text":"s"},{"text":"t"}],"tools":[],"messages":[{"again":1}],"n":[[{}]]}
            """;

    /// One piece, and what is left of it without its holes.
    private record Piece(String text, String closed, boolean shareable) {}

    @Property
    void givesBackAnyBytes(@ForAll byte[] body) {
        assertEquals(latin(body), joined(body));
    }

    @Property(tries = 3_000)
    void givesBackWhateverLooksLikeARequest(@ForAll("nearlyJson") String body) {
        assertEquals(body, joined(body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Provide
    Arbitrary<String> nearlyJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"",
                        "\\",
                        " ",
                        "\n",
                        "1",
                        "\"messages\":[",
                        "{\"messages\":[{\"a\":1",
                        "\"system\":[",
                        "\"cache_control\":{\"type\":\"ephemeral\"}",
                        ",\"cache_control\":{",
                        "{\"cache_control\":{\"x\":{}}",
                        "{\"role\":\"user\",\"content\":\"a\"}",
                        "\\u00e9",
                        "\\\"",
                        "\u00e9")
                .list()
                .ofMaxSize(60)
                .map(words -> String.join("", words));
    }

    @Property(tries = 2_000)
    void givesBackARequestThatWasDamaged(@ForAll Random random) {
        byte[] body = BODY.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(4); i >= 0; i--) {
            body[random.nextInt(body.length)] = (byte) BODY.charAt(random.nextInt(BODY.length()));
        }
        assertEquals(latin(body), joined(body));
    }

    @Example
    void cutsARequestIntoItsElements() {
        List<Piece> pieces = pieces(BODY.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                List.of(
                        "{\"model\":\"m\\\"]}\",\"messages\" : [",
                        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}",
                        ",\n {\"role\":\"assistant\",\"content\":\"\\u005d\\\\\"}",
                        "], \"system\":[",
                        "{\"type\":\"text\",\"text\":\"s\"}",
                        ",{\"text\":\"t\"}",
                        "],\"tools\":[",
                        "],\"messages\":[",
                        "{\"again\":1}",
                        "],\"n\":[[{}]]}\n"),
                pieces.stream().map(Piece::closed).toList());
        assertEquals(
                List.of("{\"type\":\"text\",\"text\":\"s\"}", ",{\"text\":\"t\"}"),
                pieces.stream().filter(Piece::shareable).map(Piece::closed).toList());
    }

    @Example
    void needsNoStackForDeepNesting() {
        String deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
        String body = "{\"messages\":[" + deep + ",{\"a\":1}]}";
        List<Piece> pieces = pieces(body.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                List.of(13, deep.length(), 8, 2),
                pieces.stream().map(piece -> piece.text().length()).toList());
    }

    @Example
    void splitsTheLargestBodyThere() {
        StringBuilder body = new StringBuilder("{\"messages\":[");
        while (body.length() < 32 << 20) {
            body.append(body.length() > 13 ? "," : "").append("{\"content\":\"");
            body.append("\u00e9\\n".repeat(10_000)).append("\"}");
        }
        byte[] bytes = body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        List<Piece> pieces = pieces(bytes);
        assertTrue(pieces.size() > 1_000);
        assertArrayEquals(bytes, join(pieces).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String joined(byte[] body) {
        return join(pieces(body));
    }

    private static String join(List<Piece> pieces) {
        StringBuilder joined = new StringBuilder();
        pieces.forEach(piece -> joined.append(piece.text()));
        return joined.toString();
    }

    private static List<Piece> pieces(byte[] body) {
        List<Piece> pieces = new ArrayList<>();
        String text = latin(body);
        BodySplitter.<RuntimeException>split(
                body,
                body.length,
                (from, to, shareable, holes, holeCount) -> {
                    StringBuilder closed = new StringBuilder();
                    int kept = from;
                    for (int i = 0; i < holeCount; i += 2) {
                        assertTrue(kept <= holes[i] && holes[i] < holes[i + 1]);
                        assertTrue(holes[i + 1] <= to);
                        closed.append(text, kept, holes[i]);
                        kept = holes[i + 1];
                    }
                    closed.append(text, kept, to);
                    pieces.add(new Piece(text.substring(from, to), closed.toString(), shareable));
                });
        return pieces;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
