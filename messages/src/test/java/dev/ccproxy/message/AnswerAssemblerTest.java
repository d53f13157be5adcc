package dev.ccproxy.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerAssemblerTest {
    private final ObjectMapper json = new ObjectMapper();
    private final AnswerAssembler assembler = new AnswerAssembler(json);

    @Test
    void putsAStreamTogether() {
        start();
        event(
                "content_block_start",
                "{'index':0,'content_block':{'type':'thinking','thinking':''}}");
        delta(0, "{'type':'thinking_delta','thinking':'let me '}");
        delta(0, "{'type':'thinking_delta','thinking':'see'}");
        delta(0, "{'type':'signature_delta','signature':'c2ln'}");
        event("content_block_stop", "{'index':0}");
        event("content_block_start", "{'index':1,'content_block':{'type':'text','text':''}}");
        delta(1, "{'type':'text_delta','text':'Hel'}");
        event("ping", "{}");
        delta(1, "{'type':'text_delta','text':'lo'}");
        event(
                "content_block_start",
                "{'index':2,'content_block':{'type':'tool_use','id':'toolu_1','name':'Bash','input':{}}}");
        delta(2, "{'type':'input_json_delta','partial_json':'{\\'comm'}");
        delta(2, "{'type':'input_json_delta','partial_json':'and\\':\\'ls\\'}'}");
        event(
                "message_delta",
                "{'delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':41,'input_tokens':null}}");
        event("message_stop", "{}");

        Answer answer = assembler.answer();

        assertEquals("msg_1", answer.id());
        assertEquals("claude-opus-4-5", answer.model());
        assertEquals(new ContentBlock.Thinking("let me see", "c2ln"), answer.content().get(0));
        assertEquals(new ContentBlock.Text("Hello", null), answer.content().get(1));
        var call = assertInstanceOf(ContentBlock.ToolUse.class, answer.content().get(2));
        assertEquals("ls", call.input().path("command").asText());
        assertEquals(StopReason.TOOL_USE, answer.stopReason());
        assertEquals(new Usage(9, 50, 20, 10, 41, 0, "standard"), answer.usage());
        assertEquals(89, answer.usage().totalInputTokens());
        assertTrue(answer.complete());
    }

    @Test
    void tellsWhatIsThereBeforeTheEnd() {
        start();
        event(
                "content_block_start",
                "{'index':0,'content_block':{'type':'tool_use','id':'t','name':'Bash','input':{}}}");
        delta(0, "{'type':'input_json_delta','partial_json':'{\\'command\\':\\'l'}");

        Answer answer = assembler.answer();

        var call = assertInstanceOf(ContentBlock.ToolUse.class, answer.content().getFirst());
        assertEquals("{\"command\":\"l", call.input().textValue());
        assertNull(answer.stopReason());
        assertFalse(answer.complete());
    }

    @Test
    void keepsAnErrorInTheMidst() {
        start();
        event("error", "{'error':{'type':'overloaded_error','message':'Overloaded'}}");

        assertEquals(new ApiError("overloaded_error", "Overloaded"), assembler.answer().error());
        assertFalse(assembler.answer().complete());
    }

    @Test
    void passesOverWhatItDoesNotUnderstand() {
        event("content_block_delta", "{'index':4,'delta':{'type':'text_delta','text':'lost'}}");
        assembler.accept(new SseEvent("message_start", "no JSON"));
        event("content_block_start", "{'index':0,'content_block':{'type':'hologram','depth':3}}");
        event("something_new", "{}");

        var block =
                assertInstanceOf(
                        ContentBlock.Unknown.class, assembler.answer().content().getFirst());
        assertEquals("hologram", block.type());
    }

    @Test
    void readsDeltasWhateverElseIsInThemAndInWhichOrder() {
        start();
        event("content_block_start", "{'index':0,'content_block':{'type':'text','text':'a'}}");
        event("content_block_start", "{'index':1,'content_block':{'type':'text','text':''}}");
        event(
                "content_block_delta",
                "{'extra':[{'index':7}],'delta':{'text':'b','more':{'text':'no'},'type':'text_delta'},"
                        + "'index':1,'type':'content_block_delta'}");
        delta(0, "{'type':'text_delta','thinking':'no','text':'\u00e4'}");
        delta(0, "{'type':'hologram_delta','text':'no'}");
        delta(0, "{'type':'text_delta','text':null}");
        delta(0, "null");
        event("content_block_delta", "{'index':0,'delta':{'type':'text_delta','text':'cut off'}");
        event("content_block_delta", "['index']");

        assertEquals(
                List.of(new ContentBlock.Text("aä", null), new ContentBlock.Text("b", null)),
                assembler.answer().content());
    }

    @Test
    void readsAnAnswerThatWasNotStreamed() throws Exception {
        Answer answer =
                AnswerAssembler.read(
                        json,
                        bytes(
                                "{'id':'msg_2','model':'m','content':[{'type':'text','text':'ok'}],'stop_reason':'end_turn',"
                                        + "'usage':{'input_tokens':3,'cache_creation_input_tokens':7,'output_tokens':2,"
                                        + "'server_tool_use':{'web_search_requests':4}}}"));

        assertEquals(List.of(new ContentBlock.Text("ok", null)), answer.content());
        assertEquals(StopReason.END_TURN, answer.stopReason());
        assertEquals(new Usage(3, 0, 7, 0, 2, 4, null), answer.usage());
    }

    @Test
    void readsAnError() throws Exception {
        Answer answer =
                AnswerAssembler.read(
                        json,
                        bytes(
                                "{'type':'error','error':{'type':'rate_limit_error','message':'Slow down'}}"));

        assertEquals(new ApiError("rate_limit_error", "Slow down"), answer.error());
        assertThrows(
                MalformedMessageException.class, () -> AnswerAssembler.read(json, bytes("<html>")));
    }

    private void start() {
        event(
                "message_start",
                "{'message':{'id':'msg_1','model':'claude-opus-4-5','usage':{'input_tokens':9,'output_tokens':1,"
                        + "'cache_creation_input_tokens':30,'cache_read_input_tokens':50,'service_tier':'standard',"
                        + "'cache_creation':{'ephemeral_5m_input_tokens':20,'ephemeral_1h_input_tokens':10}}}}");
    }

    private void delta(int index, String delta) {
        event("content_block_delta", "{'index':" + index + ",'delta':" + delta + "}");
    }

    private void event(String type, String data) {
        assembler.accept(new SseEvent(type, json(data)));
    }

    /// JSON with its quotes as apostrophes, and an apostrophe after a backslash as an escaped
    /// quote.
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static byte[] bytes(String text) {
        return json(text).getBytes(StandardCharsets.UTF_8);
    }
}
