package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.exchange.Loss;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestTest extends ChatRequests {
    private static final Target REASONING = new Target(Dialect.CHAT, "o3", true);

    static String user(String blocks) {
        return "{\"role\":\"user\",\"content\":[" + blocks + "]}";
    }

    static String assistant(String blocks) {
        return "{\"role\":\"assistant\",\"content\":[" + blocks + "]}";
    }

    static String text(String text) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    static String use(String id, String name) {
        return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":{\"a\":1}}"
                .formatted(id, name);
    }

    static String result(String id, String content) {
        return "{\"type\":\"tool_result\",\"tool_use_id\":\"%s\",\"content\":%s}"
                .formatted(id, content);
    }

    private static void assertJson(String expected, JsonNode actual) {
        assertEquals(Judge.json(expected), actual);
    }

    @Test
    void sendsTheModelOfTheTargetWithoutItsSuffix() {
        assertEquals(
                "gpt-4.1",
                request("\"messages\":[]", new Target(Dialect.CHAT, "gpt-4.1[1m]", true))
                        .path("model")
                        .asText());
    }

    @Test
    void aSystemPromptThatIsAString() {
        assertJson(
                "[{\"role\":\"system\",\"content\":\"Be brief.\"}]",
                request("\"system\":\"Be brief.\",\"messages\":[]").path("messages"));
    }

    @Test
    void aSystemPromptOfBlocksWithoutTheAttribution() {
        assertJson(
                "[{\"role\":\"system\",\"content\":\"A\\n\\nB\"}]",
                request(
                                """
                                "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2;"},
                                {"type":"text","text":"A","cache_control":{"type":"ephemeral"}},
                                {"type":"text","text":"B"}],"messages":[]\
                                """)
                        .path("messages"));
        assertEquals(List.of("cache_control"), Judge.lost(translation));
    }

    @Test
    void systemMessagesInTheMidstOfAConversation() {
        assertJson(
                """
                [{"role":"user","content":"a"},{"role":"system","content":"s"},{"role":"user","content":"b"}]\
                """,
                messages(
                        user(text("a"))
                                + ",{\"role\":\"system\",\"content\":\"s\"},"
                                + user(text("b"))));
    }

    @Test
    void aSystemMessageBetweenACallAndItsResultFollowsTheResult() {
        assertEquals(
                List.of("assistant", "tool", "system"),
                messages(
                                assistant(use("t1", "Read"))
                                        + ",{\"role\":\"system\",\"content\":\"s\"},"
                                        + user(result("t1", "\"r\"")))
                        .findValuesAsText("role"));
    }

    @Test
    void severalTextBlocksAreOneText() {
        assertJson(
                "[{\"role\":\"user\",\"content\":\"a\\n\\nb\"}]",
                messages(user(text("a") + "," + text("b"))));
    }

    @Test
    void emptyTextIsNeverSent() {
        assertJson(
                "[{\"role\":\"user\",\"content\":\"b\"}]",
                messages(user(text("")) + "," + assistant(text("")) + "," + user(text("b"))));
    }

    @Test
    void messagesOfOneSideInARowAreOne() {
        assertJson(
                """
                [{"role":"user","content":"a\\n\\nb"},{"role":"assistant","content":"c\\n\\nd"}]\
                """,
                messages(
                        user(text("a"))
                                + ","
                                + user(text("b"))
                                + ","
                                + assistant(text("c"))
                                + ","
                                + assistant(text("d"))));
    }

    @Test
    void callsOfTheModelInARowKeepTheirResults() {
        JsonNode messages =
                messages(
                        assistant(use("t1", "A"))
                                + ","
                                + assistant(use("t2", "B"))
                                + ","
                                + user(result("t2", "\"2\"") + "," + result("t1", "\"1\"")));
        assertEquals(List.of("assistant", "tool", "tool"), messages.findValuesAsText("role"));
        assertEquals(List.of("1", "2"), messages.findValuesAsText("content"));
    }

    @Test
    void imagesOfBothKinds() {
        assertJson(
                """
                [{"role":"user","content":[{"type":"text","text":"a"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}},
                {"type":"image_url","image_url":{"url":"https://x.test/i.png"}}]}]\
                """,
                messages(
                        user(
                                text("a")
                                        + """
                                        ,{"type":"image","source":{"type":"base64","media_type":"image/png","data":"QUJD"}},
                                        {"type":"image","source":{"type":"url","url":"https://x.test/i.png"}}\
                                        """)));
    }

    @Test
    void anImageInAResultFollowsAllResults() {
        String image =
                "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x.test/i\"}}";
        assertJson(
                """
                [{"role":"assistant","tool_calls":[
                {"id":"t1","type":"function","function":{"name":"A","arguments":"{\\"a\\":1}"}},
                {"id":"t2","type":"function","function":{"name":"B","arguments":"{\\"a\\":1}"}}]},
                {"role":"tool","content":"seen\\n(what it shows follows)","tool_call_id":"t1"},
                {"role":"tool","content":"two","tool_call_id":"t2"},
                {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x.test/i"}},
                {"type":"text","text":"go on"}]}]\
                """,
                messages(
                        assistant(use("t1", "A") + "," + use("t2", "B"))
                                + ","
                                + user(
                                        result("t1", "[" + text("seen") + "," + image + "]")
                                                + ","
                                                + result("t2", "\"two\"")
                                                + ","
                                                + text("go on"))));
    }

    @Test
    void documentsOfAllKinds() {
        JsonNode parts =
                messages(
                                user(
                                        """
                                        {"type":"document","title":"a.pdf","source":{"type":"base64","media_type":"application/pdf","data":"QUJD"}},
                                        {"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"}},
                                        {"type":"document","source":{"type":"url","url":"https://x.test/d.pdf"}},
                                        {"type":"document","source":{"type":"file","file_id":"file_1"}}\
                                        """))
                        .path(0)
                        .path("content");
        assertJson(
                """
                [{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,QUJD"}},
                {"type":"text","text":"plain"},
                {"type":"text","text":"Document: https://x.test/d.pdf"},
                {"type":"text","text":"[a document that the provider cannot reach]"}]\
                """,
                parts);
        assertEquals(List.of("document", "document"), Judge.lost(translation));
    }

    @Test
    void aCallWithoutInputHasEmptyArguments() {
        assertEquals(
                "{}",
                messages(
                                assistant(
                                        "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"A\",\"input\":{}}"))
                        .findValue("arguments")
                        .asText());
    }

    @Test
    void textBesideACallStaysWithIt() {
        JsonNode said = messages(assistant(text("see") + "," + use("t", "A"))).path(0);
        assertEquals("see", said.path("content").asText());
        assertEquals("A", said.path("tool_calls").path(0).path("function").path("name").asText());
    }

    @Test
    void resultsFollowInTheOrderOfTheirCalls() {
        JsonNode messages =
                messages(
                        assistant(use("t1", "A") + "," + use("t2", "B"))
                                + ","
                                + user(result("t2", "\"2\"") + "," + result("t1", "\"1\"")));
        assertEquals(List.of("t1", "t2"), messages.findValuesAsText("tool_call_id"));
    }

    @Test
    void anErrorInAResultStaysVisible() {
        assertEquals(
                "Error: no such file",
                messages(
                                assistant(use("t", "A"))
                                        + ","
                                        + user(
                                                """
                                                {"type":"tool_result","tool_use_id":"t","is_error":true,"content":"no such file"}\
                                                """))
                        .path(1)
                        .path("content")
                        .asText());
    }

    @Test
    void anEmptyResultSaysSo() {
        for (String nothing : new String[] {"\"\"", "[]", "null"}) {
            assertEquals(
                    "(no output)",
                    messages(assistant(use("t", "A")) + "," + user(result("t", nothing)))
                            .path(1)
                            .path("content")
                            .asText());
        }
    }

    @Test
    void aResultWithoutItsCallIsTheUsersText() {
        JsonNode messages = messages(user(result("gone", "\"r\"")));
        assertJson(
                """
                [{"role":"user","content":"Result of an earlier tool call:\\nr"}]\
                """,
                messages);
        assertEquals(List.of("tool_result"), Judge.lost(translation));
    }

    @Test
    void aCallWithoutItsResultGetsOne() {
        JsonNode messages = messages(assistant(use("t", "A")) + "," + user(text("stop")));
        assertEquals(List.of("assistant", "tool", "user"), messages.findValuesAsText("role"));
        assertEquals(List.of("tool_use"), Judge.lost(translation));
    }

    @Test
    void userTextBesideResultsComesAfterThem() {
        assertEquals(
                List.of("assistant", "tool", "user"),
                messages(
                                assistant(use("t", "A"))
                                        + ","
                                        + user(text("now") + "," + result("t", "\"r\"")))
                        .findValuesAsText("role"));
    }

    @Test
    void longIdsAreShortenedAlikeInCallAndResult() {
        String id = "toolu_" + "x".repeat(80);
        JsonNode messages = messages(assistant(use(id, "A")) + "," + user(result(id, "\"r\"")));
        String sent = messages.path(1).path("tool_call_id").asText();
        assertEquals(sent, messages.path(0).path("tool_calls").path(0).path("id").asText());
        assertTrue(sent.length() <= 40, sent);
    }

    @Test
    void schemasOfToolsStayUntouched() {
        for (String schema :
                new String[] {
                    "{\"type\":\"object\",\"$defs\":{\"a\":{\"type\":\"string\"}},"
                            + "\"properties\":{\"x\":{\"$ref\":\"#/$defs/a\"},"
                            + "\"y\":{\"type\":\"array\",\"items\":{}}},\"additionalProperties\":false}",
                    "{\"properties\":{\"x\":{}}}",
                    "{}"
                }) {
            JsonNode tool =
                    request(
                                    """
                                    "messages":[],"tools":[{"name":"A","description":"d","input_schema":%s,"strict":true}]\
                                    """
                                            .formatted(schema))
                            .path("tools")
                            .path(0);
            assertJson(schema, tool.path("function").path("parameters"));
            assertTrue(tool.path("function").path("strict").asBoolean());
        }
        assertFalse(
                request("\"messages\":[],\"tools\":[{\"name\":\"A\"}]")
                        .path("tools")
                        .path(0)
                        .path("function")
                        .has("parameters"));
    }

    @Test
    void serverToolsAreDroppedWithAWarning() {
        JsonNode request =
                request(
                        """
                        "messages":[],"tools":[{"type":"web_search_20250305","name":"web_search"},
                        {"type":"code_execution_20250522","name":"code_execution"}],
                        "tool_choice":{"type":"auto"}\
                        """);
        assertFalse(request.has("tools"));
        assertFalse(request.has("tool_choice"));
        assertEquals(
                Set.of(Loss.Severity.WARNING),
                new HashSet<>(translation.losses().stream().map(Loss::severity).toList()));
        assertEquals(List.of("tools", "tools"), Judge.lost(translation));
    }

    @Test
    void namesOfToolsAreMappedAndMappedBack() {
        String longOne = "mcp__server__" + "a".repeat(60);
        String other = longOne + "b";
        JsonNode request =
                request(
                        """
                        "messages":[%s],"tools":[{"name":"%s"},{"name":"%s"},{"name":"a.b"},{"name":"a_b"}],
                        "tool_choice":{"type":"tool","name":"a.b"}\
                        """
                                .formatted(assistant(use("t", longOne)), longOne, other));
        List<String> names =
                request.path("tools").findValues("function").stream()
                        .map(function -> function.path("name").asText())
                        .toList();
        assertEquals(4, Set.copyOf(names).size());
        names.forEach(name -> assertTrue(name.matches("[a-zA-Z0-9_-]{1,64}"), name));
        assertEquals(
                names.getFirst(),
                request.path("messages").findValue("tool_calls").findValue("name").asText());
        assertEquals(names.get(2), request.path("tool_choice").findValue("name").asText());
        JsonNode answer =
                Judge.answer(
                        translation,
                        """
                        {"choices":[{"message":{"tool_calls":[{"id":"c","function":{"name":"%s","arguments":"{}"}}]}}]}\
                        """
                                .formatted(names.getFirst()));
        assertEquals(longOne, answer.path("content").path(0).path("name").asText());
    }

    @ParameterizedTest
    @CsvSource({"auto,auto", "any,required", "none,none"})
    void whetherToolsAreToBeCalled(String theirs, String ours) {
        JsonNode request =
                request(
                        """
                        "messages":[],"tools":[{"name":"A"}],
                        "tool_choice":{"type":"%s","disable_parallel_tool_use":true}\
                        """
                                .formatted(theirs));
        assertEquals(ours, request.path("tool_choice").asText());
        assertEquals(
                !theirs.equals("none"),
                request.has("parallel_tool_calls")
                        && !request.path("parallel_tool_calls").asBoolean());
    }

    @Test
    void aCertainToolIsToBeCalled() {
        assertJson(
                "{\"type\":\"function\",\"function\":{\"name\":\"A\"}}",
                request(
                                """
                                "messages":[],"tools":[{"name":"A"}],"tool_choice":{"type":"tool","name":"A"}\
                                """)
                        .path("tool_choice"));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,max_tokens,16384",
        "gpt-4.1,max_tokens,32000",
        "llama-3.3-70b,max_tokens,32000",
        "o3,max_completion_tokens,32000",
        "gpt-5,max_completion_tokens,32000",
        "openai/gpt-5-mini,max_completion_tokens,32000",
    })
    void theLengthByTheModelsFamily(String model, String field, int expected) {
        JsonNode request =
                request(
                        "\"messages\":[],\"max_tokens\":32000",
                        new Target(Dialect.CHAT, model, true));
        assertEquals(expected, request.path(field).asInt());
        assertEquals(1, request.has("max_tokens") ^ request.has("max_completion_tokens") ? 1 : 2);
        assertEquals(expected != 32_000, Judge.lost(translation).contains("max_tokens"));
    }

    @Test
    void whatReasoningModelsRejectIsLeftOut() {
        String fields =
                "\"messages\":[],\"temperature\":0.5,\"top_p\":0.9,\"top_k\":5,\"stop_sequences\":[\"a\"]";
        JsonNode plain = request(fields);
        assertEquals(0.5, plain.path("temperature").asDouble());
        assertEquals(0.9, plain.path("top_p").asDouble());
        assertEquals(List.of("top_k"), Judge.lost(translation));
        JsonNode reasoning = request(fields, REASONING);
        assertFalse(
                reasoning.has("temperature") || reasoning.has("top_p") || reasoning.has("stop"));
        assertEquals(
                List.of("top_k", "temperature", "top_p", "stop_sequences"),
                Judge.lost(translation));
    }

    @Test
    void fourStopSequencesAtMost() {
        assertJson(
                "[\"a\",\"b\",\"c\",\"d\"]",
                request("\"messages\":[],\"stop_sequences\":[\"a\",\"b\",\"c\",\"d\",\"e\"]")
                        .path("stop"));
        assertEquals(List.of("stop_sequences"), Judge.lost(translation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"enabled\",\"budget_tokens\":2000}|null|low",
                "{\"type\":\"enabled\",\"budget_tokens\":10000}|null|medium",
                "{\"type\":\"enabled\",\"budget_tokens\":31999}|null|high",
                "{\"type\":\"adaptive\"}|null|medium",
                "{\"type\":\"adaptive\"}|{\"effort\":\"max\"}|high",
                "null|{\"effort\":\"low\"}|low",
                "{\"type\":\"disabled\"}|{\"effort\":\"high\"}|minimal",
            })
    void howMuchToThink(String thinking, String output, String effort) {
        String fields =
                "\"messages\":[],\"thinking\":%s,\"output_config\":%s".formatted(thinking, output);
        assertEquals(
                effort,
                request(fields, new Target(Dialect.CHAT, "gpt-5", true))
                        .path("reasoning_effort")
                        .asText());
        assertFalse(request(fields).has("reasoning_effort"));
        assertNotEquals(
                thinking.contains("disabled"), Judge.lost(translation).contains("thinking"));
    }

    @Test
    void thoughtsAndSignaturesStayAtHome() {
        JsonNode messages =
                messages(
                        assistant(
                                """
                                {"type":"thinking","thinking":"hmm","signature":"c2ln"},
                                {"type":"redacted_thinking","data":"cmVk"},\
                                """
                                        + text("said")));
        assertJson("[{\"role\":\"assistant\",\"content\":\"said\"}]", messages);
        assertEquals(List.of("thinking"), Judge.lost(translation));
        assertEquals(2, translation.losses().getFirst().count());
    }

    @Test
    void theUserIsAPseudonym() {
        String user =
                request(
                                """
                                "messages":[],"metadata":{"user_id":"user_abc_account_def_session_123"}\
                                """)
                        .path("user")
                        .asText();
        assertTrue(user.matches("[0-9a-f]{32}"), user);
    }

    @Test
    void aKeyForTheCacheWhereTheProviderIsKnownToTakeIt() {
        String fields =
                "\"messages\":[],\"metadata\":{\"user_id\":\"u\"},\"service_tier\":\"auto\"";
        JsonNode genuine = request(fields);
        assertTrue(genuine.has("prompt_cache_key"));
        assertEquals("auto", genuine.path("service_tier").asText());
        JsonNode stranger = request(fields, STRANGER);
        assertFalse(
                stranger.has("prompt_cache_key")
                        || stranger.has("service_tier")
                        || stranger.has("user"));
        assertEquals(List.of("metadata.user_id", "service_tier"), Judge.lost(translation));
    }

    @Test
    void structuredOutput() {
        assertJson(
                """
                {"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}}\
                """,
                request(
                                """
                                "messages":[],"output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}\
                                """)
                        .path("response_format"));
    }

    @Test
    void aStreamComesWithItsUsage() {
        assertTrue(
                request("\"messages\":[],\"stream\":true")
                        .path("stream_options")
                        .path("include_usage")
                        .asBoolean());
        assertFalse(request("\"messages\":[]").has("stream_options"));
    }

    @Test
    void whatIsNotKnownHereIsTold() {
        request("\"messages\":[" + user("{\"type\":\"novel\"}") + "],\"context_management\":{}");
        assertEquals(List.of("context_management", "novel"), Judge.lost(translation));
    }

    @Test
    void nothingOfClaudesIsLeft() {
        String sent =
                request(
                                """
                                "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=1;","cache_control":{"type":"ephemeral"}}],
                                "messages":[%s],"metadata":{"user_id":"device-7"},"tools":[{"name":"A","cache_control":{"type":"ephemeral"}}]\
                                """
                                        .formatted(
                                                assistant(
                                                        "{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"c2ln\"}")))
                        .toString();
        for (String trace : new String[] {"billing", "cache_control", "c2ln", "device-7"}) {
            assertFalse(sent.contains(trace), sent);
        }
    }
}
