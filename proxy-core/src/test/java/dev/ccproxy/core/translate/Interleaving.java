package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// A stream of several calls, `T0`, `T1`, …, whose inputs come in pieces.
final class Interleaving {
    private static final int PIECE = 5;

    private final Dialect dialect;
    private final List<String> left = new ArrayList<>();
    private final StringBuilder stream = new StringBuilder();

    Interleaving(Dialect dialect, List<ObjectNode> inputs) {
        this.dialect = dialect;
        for (int i = 0; i < inputs.size(); i++) {
            left.add(inputs.get(i).toString());
            begin(i);
        }
    }

    private void begin(int call) {
        ObjectNode event = Wire.JSON.createObjectNode();
        switch (dialect) {
            case CHAT -> {
                ObjectNode json = chatCall(event, call).put("id", "call_" + call);
                json.putObject("function").put("name", "T" + call).put("arguments", "");
            }
            case RESPONSES -> {
                event.put("type", "response.output_item.added").put("output_index", call);
                event.putObject("item")
                        .put("type", "function_call")
                        .put("id", "fc_" + call)
                        .put("call_id", "call_" + call)
                        .put("name", "T" + call);
            }
        }
        send(event);
    }

    /// The next piece of a call's input, if there is one.
    void more(int call) {
        String rest = left.get(call);
        int size = Math.min(PIECE, rest.length());
        if (size == 0) {
            return;
        }
        size += Character.isHighSurrogate(rest.charAt(size - 1)) ? 1 : 0;
        left.set(call, rest.substring(size));
        ObjectNode event = Wire.JSON.createObjectNode();
        switch (dialect) {
            case CHAT ->
                    chatCall(event, call)
                            .putObject("function")
                            .put("arguments", rest.substring(0, size));
            case RESPONSES ->
                    event.put("type", "response.function_call_arguments.delta")
                            .put("item_id", "fc_" + call)
                            .put("output_index", call)
                            .put("delta", rest.substring(0, size));
        }
        send(event);
    }

    private static ObjectNode chatCall(ObjectNode chunk, int call) {
        ObjectNode delta = chunk.putArray("choices").addObject().putObject("delta");
        return delta.putArray("tool_calls").addObject().put("index", call);
    }

    /// The whole stream, with all that was still left.
    String end() {
        for (int call = 0; call < left.size(); call++) {
            while (!left.get(call).isEmpty()) {
                more(call);
            }
        }
        return stream
                + switch (dialect) {
                    case CHAT -> "data: [DONE]\n\n";
                    case RESPONSES -> "data: {\"type\":\"response.completed\",\"response\":{}}\n\n";
                };
    }

    private void send(ObjectNode event) {
        stream.append("data: ").append(event).append("\n\n");
    }
}
