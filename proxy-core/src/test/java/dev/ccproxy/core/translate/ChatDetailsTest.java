package dev.ccproxy.core.translate;

import static dev.ccproxy.core.translate.ChatRequestTest.assistant;
import static dev.ccproxy.core.translate.ChatRequestTest.result;
import static dev.ccproxy.core.translate.ChatRequestTest.text;
import static dev.ccproxy.core.translate.ChatRequestTest.use;
import static dev.ccproxy.core.translate.ChatRequestTest.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What only some clients send, and what only some models want.
class ChatDetailsTest extends ChatRequests {
    @Test
    void whatIsNotKnownHereOfToolsAndSettingsIsToldToo() {
        request(
                """
                "messages":[%s],"tools":[{"name":"A","defer_loading":true},{"type":"x_1","name":"x","y":1}],
                "thinking":{"type":"disabled","display":"omitted"},"metadata":{"user_id":"u","team":1},
                "output_config":{"effort":"low","task_budget":{}}\
                """
                        .formatted(
                                user(
                                        """
                                        {"type":"document","citations":{"enabled":true},"context":"c",
                                        "source":{"type":"text","media_type":"text/plain","data":"d"}}\
                                        """)));
        assertEquals(
                List.of(
                        "thinking.display",
                        "output_config.task_budget",
                        "metadata.team",
                        "tools.defer_loading",
                        "document.citations",
                        "document.context",
                        "tools"),
                Judge.lost(translation));
    }

    @Test
    void aFoundToolIsNamedInTheResultOfTheSearch() {
        assertEquals(
                "Found: the tool a_b",
                messages(
                                assistant(use("t", "ToolSearch"))
                                        + ","
                                        + user(
                                                result(
                                                        "t",
                                                        "[{\"type\":\"tool_reference\",\"tool_name\":\"a.b\"}]")))
                        .path(1)
                        .path("content")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource({"deepseek-reasoner", "deepseek/deepseek-v4-pro", "kimi-k2.6"})
    void modelsThatWantTheirThoughtsBackGetThem(String model) {
        String messages =
                "\"messages\":[%s,%s,%s]"
                        .formatted(
                                assistant(
                                        """
                                        {"type":"thinking","thinking":"theirs","signature":""},
                                        {"type":"thinking","thinking":"Claude's","signature":"c2ln"},\
                                        """
                                                + use("t", "A")),
                                user(result("t", "\"r\"")),
                                assistant(text("said")));
        JsonNode sent = request(messages, new Target(Dialect.CHAT, model, false)).path("messages");
        assertEquals("theirs", sent.path(0).path("reasoning_content").asText());
        assertEquals(" ", sent.path(2).path("reasoning_content").asText());
        assertEquals(1, translation.losses().getFirst().count());
        JsonNode others = request(messages, STRANGER);
        assertFalse(others.toString().contains("theirs"));
        assertFalse(others.toString().contains("reasoning_content"));
    }

    @Test
    void gemini3TakesCallsWhoseSignatureIsNotAtHand() {
        String call = "\"messages\":[" + assistant(use("t", "A")) + "]";
        assertEquals(
                "skip_thought_signature_validator",
                request(call, new Target(Dialect.CHAT, "gemini-3-pro-preview", false))
                        .findValue("extra_content")
                        .path("google")
                        .path("thought_signature")
                        .asText());
        assertFalse(
                request(call, new Target(Dialect.CHAT, "gemini-2.5-pro", false))
                        .toString()
                        .contains("extra_content"));
    }

    @Test
    void halfACharacterIsNotSentAsAnEscapeThatSomeRefuse() {
        assertEquals("cut ?", messages(user(text("cut \\ud83d"))).path(0).path("content").asText());
    }
}
