package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.index.Chapter;
import dev.ccproxy.data.index.StatementStore;
import dev.ccproxy.exchange.Exchange;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.store.Change;
import dev.ccproxy.store.ExchangeReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Keeps the `request-id` of each answer, which transcripts name, too: so it is known of what they
/// tell whether it crossed the proxy.
@ApplicationScoped
class TranscriptChapter implements Chapter {
    private static final String REQUEST_ID = "request-id";
    private static final int LONGEST_ID = 200;

    private final ObjectMapper json;

    TranscriptChapter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public void index(StatementStore sql, ExchangeReader record, List<Change> changes) {
        TranscriptStore transcripts = new TranscriptStore(sql);
        TranscriptPassages passages = new TranscriptPassages(sql, json);
        for (Change change : changes) {
            switch (change) {
                case Change.Written written -> index(transcripts, passages, written.exchange());
                case Change.Unreadable _ -> {}
                case Change.Deleted deleted -> transcripts.deleted(deleted.id().value());
            }
        }
    }

    private static void index(
            TranscriptStore transcripts, TranscriptPassages passages, Exchange exchange) {
        ResponseHead response = exchange.response();
        String requestId = response == null ? "" : response.headers().first(REQUEST_ID).orElse("");
        if (requestId.isEmpty()
                || requestId.length() > LONGEST_ID
                || transcripts.isKnown(exchange.id().value())) {
            return;
        }
        transcripts.answered(exchange.id().value(), requestId);
        transcripts.recorded(requestId).forEach(passages::remove);
    }
}
