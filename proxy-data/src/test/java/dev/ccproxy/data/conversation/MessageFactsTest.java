package dev.ccproxy.data.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.message.RequestReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"hello\" | [{\"type\":\"text\",\"text\":\"hello\"}]",
                "\"hello\" | [{\"type\":\"text\",\"text\":\"hello\\n\",\"cache_control\":{\"type\":\"ephemeral\"}}]",
                "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},{\"type\":\"text\",\"text\":\"a\"}]"
                        + " | [{\"type\":\"text\",\"text\":\"a\"}]",
                "[{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"Edit\",\"input\":{\"file_path\":\"f\"}}]"
                        + " | [{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"Edit\","
                        + "\"input\":{\"replace_all\":false,\"file_path\":\"f\"}}]",
                "[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"x\"}]"
                        + " | [{\"type\":\"tool_result\",\"tool_use_id\":\"t1\","
                        + "\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}]",
            })
    void knowsAMessageAgain(String sent, String echoed) {
        assertEquals(facts(sent).identity(), facts(echoed).identity());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"hello\" | \"hello you\"",
                "[{\"type\":\"text\",\"text\":\"ab\"}]"
                        + " | [{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]",
                "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"}]"
                        + " | [{\"type\":\"thinking\",\"thinking\":\"oh\",\"signature\":\"s\"}]",
                "[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"x\"}]"
                        + " | [{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"[cleared]\"}]",
                "[{\"type\":\"new\",\"a\":1}] | [{\"type\":\"new\",\"a\":2}]",
            })
    void tellsMessagesApart(String one, String other) {
        assertNotEquals(facts(one).identity(), facts(other).identity());
    }

    @Test
    void tellsTheFolderAndThePrompt() {
        MessageFacts facts =
                facts(
                        "[{\"type\":\"text\",\"text\":\"<system-reminder>\\n - Primary working directory:"
                                + " /home/dev/shop\\n</system-reminder>\"},{\"type\":\"text\",\"text\":\"Go.\"}]");
        assertEquals("/home/dev/shop", facts.project());
        assertEquals(MessageKind.PROMPT, facts.kind());
        assertEquals(Hash.of("Go."), facts.lastText());
    }

    private static MessageFacts facts(String content) {
        try {
            return MessageFacts.of(
                    RequestReader.message(
                            JSON.readTree("{\"role\":\"user\",\"content\":" + content + "}")));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
