package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ForeignThoughtsTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatClaudeDidNotSignIsTakenOut() {
        byte[] body =
                bytes(
                        """
                        {"messages":[{"role":"assistant","content":[
                        {"type":"thinking","thinking":"theirs","signature":""},
                        {"type":"thinking","thinking":"ours","signature":"c2ln"},
                        {"type":"text","text":"said"}]},
                        {"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":""}]}]}\
                        """);
        assertEquals(
                Judge.json(
                        """
                        {"messages":[{"role":"assistant","content":[
                        {"type":"thinking","thinking":"ours","signature":"c2ln"},
                        {"type":"text","text":"said"}]},
                        {"role":"assistant","content":[{"type":"text","text":"(nothing said)"}]}]}\
                        """),
                Wire.read(ForeignThoughts.removed(body)));
    }

    @Test
    void otherwiseTheBytesStayTheSame() {
        for (String text :
                new String[] {
                    "{\"messages\":[{\"content\":\"\\\"signature\\\":\\\"\\\"\"}]}",
                    "{\"a\":{\"signature\":\"\"}, \"messages\" : []}",
                    "no json \"signature\":\"\""
                }) {
            byte[] body = bytes(text);
            assertSame(body, ForeignThoughts.removed(body));
        }
    }
}
