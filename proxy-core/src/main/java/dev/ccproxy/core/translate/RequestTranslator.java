package dev.ccproxy.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.message.MessagesRequest;
import dev.ccproxy.message.RequestReader;
import dev.ccproxy.message.Tool;
import java.util.List;
import java.util.Set;

/// Makes the body of `POST /v1/messages` one that an OpenAI API takes.
public final class RequestTranslator {
    private static final String ATTRIBUTION = "x-anthropic-billing-header";

    private RequestTranslator() {}

    /// Translates a request.
    ///
    /// @throws MalformedMessageException if the body is no JSON object
    public static Translation translate(byte[] body, Target target)
            throws MalformedMessageException {
        return translate(Wire.read(body), target);
    }

    /// Translates a request that is parsed already.
    ///
    /// @throws MalformedMessageException if the body is no JSON object
    public static Translation translate(JsonNode body, Target target)
            throws MalformedMessageException {
        MessagesRequest request = RequestReader.read(body);
        LossLedger ledger = new LossLedger();
        Uncarried.note(body, ledger);
        ToolNames names = new ToolNames(ledger);
        List<Tool.Custom> tools = Settings.tools(request, ledger);
        tools.forEach(tool -> names.there(tool.name()));
        boolean recalls =
                target.dialect() == Dialect.CHAT
                        && ModelFamily.of(target.model()).recall() == ModelFamily.Recall.THOUGHTS;
        List<Turn> turns = Conversation.of(request.messages(), names, ledger, recalls);
        String system = system(request.system(), new Parts(names, ledger));
        Object translated =
                switch (target.dialect()) {
                    case CHAT ->
                            new ChatRequestWriter(target, names, ledger)
                                    .write(request, system, tools, turns);
                    case RESPONSES ->
                            new ResponsesRequestWriter(target, names, ledger)
                                    .write(request, system, tools, turns);
                };
        return new Translation(
                target, Wire.bytes(translated), request.stream(), stops(request), names, ledger);
    }

    private static Set<String> stops(MessagesRequest request) {
        return Set.copyOf(request.stopSequences());
    }

    /// The attribution block is between Claude Code and Anthropic.
    private static String system(List<ContentBlock> blocks, Parts parts) {
        List<ContentBlock> said =
                blocks.stream()
                        .filter(block ->
                                !(block instanceof ContentBlock.Text text
                                        && text.text().startsWith(ATTRIBUTION)))
                        .toList();
        return Conversation.text(parts.of(said));
    }
}
