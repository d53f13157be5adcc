package dev.ccproxy.core.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesRequestTest {
    private static final Target TARGET = new Target(Dialect.RESPONSES, "gpt-5", true);

    private Translation translation = Judge.translated("{}", TARGET);

    private JsonNode request(String fields) {
        translation = Judge.translated("{\"model\":\"claude\"," + fields + "}", TARGET);
        return Judge.judged(translation, Dialect.RESPONSES);
    }

    private JsonNode input(String messages) {
        return request("\"messages\":[" + messages + "]").path("input");
    }

    private static void assertJson(String expected, JsonNode actual) {
        assertEquals(Judge.json(expected), actual);
    }

    @Test
    void theSystemPromptIsItsInstructions() {
        JsonNode request =
                request(
                        """
                        "system":[{"type":"text","text":"x-anthropic-billing-header: x"},{"type":"text","text":"A"}],
                        "messages":[{"role":"system","content":"later"}]\
                        """);
        assertEquals("A", request.path("instructions").asText());
        assertJson(
                """
                [{"type":"message","role":"developer","content":[{"type":"input_text","text":"later"}]}]\
                """,
                request.path("input"));
    }

    @Test
    void aWholeRound() {
        assertJson(
                """
                [{"type":"message","role":"user","content":[{"type":"input_text","text":"a"},
                {"type":"input_image","image_url":"https://x.test/i.png","detail":"auto"}]},
                {"type":"message","role":"assistant","content":"look"},
                {"type":"function_call","call_id":"t1","name":"A","arguments":"{}"},
                {"type":"function_call","call_id":"t2","name":"B","arguments":"{\\"x\\":1}"},
                {"type":"function_call_output","call_id":"t1","output":"Error: 1"},
                {"type":"function_call_output","call_id":"t2","output":"(no output)"},
                {"type":"message","role":"user","content":[{"type":"input_text","text":"go on"}]}]\
                """,
                input(
                        """
                        {"role":"user","content":[{"type":"text","text":"a"},
                        {"type":"image","source":{"type":"url","url":"https://x.test/i.png"}}]},
                        {"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},
                        {"type":"text","text":"look"},{"type":"tool_use","id":"t1","name":"A","input":{}},
                        {"type":"tool_use","id":"t2","name":"B","input":{"x":1}}]},
                        {"role":"user","content":[{"type":"text","text":"go on"},
                        {"type":"tool_result","tool_use_id":"t2"},
                        {"type":"tool_result","tool_use_id":"t1","is_error":true,"content":"1"}]}\
                        """));
        assertEquals(List.of("thinking"), Judge.lost(translation));
    }

    @Test
    void documentsOfAllKinds() {
        assertJson(
                """
                [{"type":"input_file","filename":"document.pdf","file_data":"data:application/pdf;base64,QUJD"},
                {"type":"input_file","file_url":"https://x.test/d.pdf"},
                {"type":"input_text","text":"plain"}]\
                """,
                input(
                                """
                                {"role":"user","content":[
                                {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"QUJD"}},
                                {"type":"document","source":{"type":"url","url":"https://x.test/d.pdf"}},
                                {"type":"document","source":{"type":"content","content":[{"type":"text","text":"plain"}]}}]}\
                                """)
                        .path(0)
                        .path("content"));
    }

    @Test
    void toolsAreStrictOnlyWhereTheRequestSaysSo() {
        JsonNode tools =
                request(
                                """
                                "messages":[],"tools":[{"name":"A","input_schema":{"properties":{}}},
                                {"name":"B","strict":true,"input_schema":{"type":"object"}},{"name":"C"},
                                {"type":"web_search_20250305","name":"web_search"}]\
                                """)
                        .path("tools");
        assertJson(
                """
                [{"type":"function","name":"A","parameters":{"properties":{}},"strict":false},
                {"type":"function","name":"B","parameters":{"type":"object"},"strict":true},
                {"type":"function","name":"C","parameters":{"type":"object","properties":{}},"strict":false}]\
                """,
                tools);
        assertEquals(List.of("tools"), Judge.lost(translation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"auto\"}|\"auto\"",
                "{\"type\":\"any\"}|\"required\"",
                "{\"type\":\"none\"}|\"none\"",
                "{\"type\":\"tool\",\"name\":\"A\"}|{\"type\":\"function\",\"name\":\"A\"}",
            })
    void whetherToolsAreToBeCalled(String theirs, String ours) {
        assertJson(
                ours,
                request("\"messages\":[],\"tools\":[{\"name\":\"A\"}],\"tool_choice\":" + theirs)
                        .path("tool_choice"));
    }

    @Test
    void settings() {
        JsonNode request =
                request(
                        """
                        "messages":[],"max_tokens":1000,"temperature":1,"stop_sequences":["x"],"stream":true,
                        "thinking":{"type":"enabled","budget_tokens":20000},"metadata":{"user_id":"device"},
                        "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}\
                        """);
        assertEquals(1000, request.path("max_output_tokens").asInt());
        assertEquals("high", request.path("reasoning").path("effort").asText());
        assertTrue(request.path("stream").asBoolean());
        assertFalse(request.path("store").asBoolean(true));
        assertFalse(request.has("temperature") || request.has("stop"));
        assertJson(
                """
                {"format":{"type":"json_schema","name":"answer","schema":{"type":"object"}}}\
                """,
                request.path("text"));
        assertFalse(request.toString().contains("device"));
        assertEquals(List.of("temperature", "stop_sequences"), Judge.lost(translation));
    }
}
