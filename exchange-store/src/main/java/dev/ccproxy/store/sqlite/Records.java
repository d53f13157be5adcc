package dev.ccproxy.store.sqlite;

import dev.ccproxy.exchange.Caller;
import dev.ccproxy.exchange.RequestHead;
import dev.ccproxy.exchange.ResponseHead;
import dev.ccproxy.store.RecordEntry;
import dev.ccproxy.store.StoreException;
import org.jspecify.annotations.Nullable;

/// The three records of an exchange: what was asked, the head of the answer, and its body.
final class Records {
    private Records() {}

    /// What the client sent.
    record Request(
            RequestHead head, Caller caller, @Nullable String model, @Nullable Recipe body) {}

    /// What was answered, once all of it is here.
    record Ending(Recipe body, String arrivals) {}

    static byte[] request(RecordEntry.Arrived arrived, @Nullable Recipe body) {
        RecordText.Writer writer = new RecordText.Writer();
        RequestHead head = arrived.request();
        writer.line("method", head.method());
        writer.line("path", head.path());
        writer.line("query", head.query());
        writer.line("protocol", head.protocol());
        Caller caller = arrived.caller();
        writer.line("session", caller.sessionId());
        writer.line("agent", caller.agentId());
        writer.line("parent-agent", caller.parentAgentId());
        writer.line("class", caller.requestClass());
        writer.line("model", arrived.model());
        writer.headers(head.headers());
        writer.line("body", body == null ? null : body.toString());
        return writer.bytes();
    }

    static byte[] answer(ResponseHead head) {
        RecordText.Writer writer = new RecordText.Writer();
        writer.line("status", Integer.toString(head.status()));
        writer.headers(head.headers());
        return writer.bytes();
    }

    static byte[] ending(Recipe body, String arrivals) {
        RecordText.Writer writer = new RecordText.Writer();
        writer.line("body", body.toString());
        writer.line("arrivals", arrivals);
        return writer.bytes();
    }

    static Request readRequest(byte[] area, int from) throws StoreException {
        RecordText.Lines lines = new RecordText.Lines(area, from);
        RequestHead head =
                new RequestHead(
                        lines.required("method"),
                        lines.required("path"),
                        lines.optional("query"),
                        lines.required("protocol"),
                        lines.headers());
        Caller caller =
                new Caller(
                        lines.optional("session"),
                        lines.optional("agent"),
                        lines.optional("parent-agent"),
                        lines.optional("class"));
        String body = lines.optional("body");
        return new Request(
                head, caller, lines.optional("model"), body == null ? null : Recipe.parse(body));
    }

    static ResponseHead readAnswer(byte[] area, int from) throws StoreException {
        RecordText.Lines lines = new RecordText.Lines(area, from);
        return new ResponseHead(Integer.parseInt(lines.required("status")), lines.headers());
    }

    static Ending readEnding(byte[] area, int from) throws StoreException {
        RecordText.Lines lines = new RecordText.Lines(area, from);
        return new Ending(Recipe.parse(lines.required("body")), lines.required("arrivals"));
    }
}
