package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ccproxy.message.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModelNameTest {
    private static String replaced(String body) throws MalformedMessageException {
        byte[] replaced = ModelName.replaced(body.getBytes(StandardCharsets.UTF_8), "glm-4");
        return new String(replaced, StandardCharsets.UTF_8);
    }

    @Test
    void everyOtherByteStaysAsItCame() throws MalformedMessageException {
        assertEquals(
                " {\"a\" : {\"model\":\"é\"},\t\"model\" :  \"glm-4\" , \"a\":\"\\u0041\"}\n",
                replaced(
                        " {\"a\" : {\"model\":\"é\"},\t\"model\" :  \"claude\\u002d\" , \"a\":\"\\u0041\"}\n"));
    }

    @Test
    void aBodyThatNamesNoModelIsRefused() {
        for (String body : new String[] {"", "[]", "{}", "{\"model\":1}", "{\"model\":\"a"}) {
            assertThrows(MalformedMessageException.class, () -> replaced(body), body);
        }
    }
}
