package dev.ccproxy.data.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ccproxy.exchange.ExchangeId;
import dev.ccproxy.message.MalformedMessageException;
import dev.ccproxy.message.RequestReader;
import dev.ccproxy.store.Bytes;
import dev.ccproxy.store.ExchangeReader;
import dev.ccproxy.store.StoreException;
import dev.ccproxy.store.StoredElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of requests and looks at each of their elements once: a conversation sends its
/// whole history with every request, and the record tells what of it is the same as before. Two
/// threads may share it, one at a time.
final class BodyReader {
    private static final int MOST_PARTS = 40_000;
    private static final int MOST_OUTLINES = 500;
    private static final String MESSAGES = "messages";
    private static final String CONTENT = "content";
    private static final MessageFacts NO_FACTS =
            new MessageFacts(0, "", MessageKind.SYSTEM, MessageFacts.Marker.NONE, 0, null);

    /// What an element is.
    private sealed interface Part {
        /// A message, a tool or a system block.
        record Item(MessageFacts facts) implements Part {}

        /// What stands between these.
        ///
        /// @param opens the array that begins at its end, or the empty string
        record Frame(String opens) implements Part {}

        /// What was never looked at.
        @SuppressWarnings("ArrayRecordComponent") // nobody compares these
        record Unread(byte[] bytes) implements Part {}
    }

    private final ObjectMapper json;
    private final Recent<StoredElement, Part> parts = new Recent<>(MOST_PARTS);
    private final Recent<List<StoredElement>, Outline> outlines = new Recent<>(MOST_OUTLINES);

    BodyReader(ObjectMapper json) {
        this.json = json;
    }

    /// The body of a request; nothing where it is not on record or is none that the Messages API
    /// would take. Deleting goes on meanwhile: elements that are gone since they were asked for are
    /// made good by reading the body as a whole.
    synchronized Optional<RequestBody> read(ExchangeReader record, ExchangeId id)
            throws StoreException {
        List<StoredElement> elements = record.requestElements(id).orElse(List.of());
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(assemble(record, id, elements));
        } catch (MalformedMessageException | StoreException notAsExpected) {
            return whole(record, id);
        }
    }

    private RequestBody assemble(ExchangeReader record, ExchangeId id, List<StoredElement> elements)
            throws StoreException, MalformedMessageException {
        Part[] known = look(record, elements);
        List<StoredElement> messages = new ArrayList<>();
        List<MessageFacts> facts = new ArrayList<>();
        List<StoredElement> rest = new ArrayList<>();
        Map<Integer, Content> fresh = new HashMap<>();
        String open = "";
        for (int i = 0; i < known.length; i++) {
            StoredElement element = elements.get(i);
            Part part = known[i];
            if (part instanceof Part.Unread unread) {
                part = part(unread.bytes(), open, message -> fresh.put(facts.size(), message));
                parts.put(element, part);
            }
            if (part instanceof Part.Item item && open.equals(MESSAGES)) {
                messages.add(element);
                facts.add(item.facts());
                continue;
            }
            rest.add(element);
            open = part instanceof Part.Frame frame ? frame.opens() : open;
        }
        Outline outline = outlines.find(rest);
        if (outline == null) {
            outline = outline(record, rest);
            outlines.put(rest, outline);
        }
        return new RequestBody(
                outline,
                facts,
                index -> {
                    Content content = fresh.get(index);
                    return content == null
                            ? content(record, id, index, messages.get(index))
                            : content;
                });
    }

    /// What is known of these elements, and the bytes of those that are new.
    private Part[] look(ExchangeReader record, List<StoredElement> elements) throws StoreException {
        Part[] known = new Part[elements.size()];
        List<StoredElement> missing = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            Part part = parts.find(elements.get(i));
            if (part == null) {
                missing.add(elements.get(i));
                places.add(i);
            } else {
                known[i] = part;
            }
        }
        List<byte[]> bytes = missing.isEmpty() ? List.of() : record.read(missing);
        for (int i = 0; i < bytes.size(); i++) {
            known[places.get(i)] = new Part.Unread(bytes.get(i));
        }
        return known;
    }

    /// Looks at an element.
    ///
    /// @param open the array that it stands in, or the empty string
    /// @param messages is given it if it is a message
    private Part part(byte[] bytes, String open, Consumer<Content> messages)
            throws MalformedMessageException {
        if (open.isEmpty() || startsWith(bytes, ']')) {
            return frame(bytes);
        }
        if (!open.equals(MESSAGES)) {
            return new Part.Item(NO_FACTS);
        }
        Content content = content(parse(bytes));
        MessageFacts facts = MessageFacts.of(content.message());
        if (facts.kind() != MessageKind.ANSWER) {
            content.packed(); // an answer has been stored, most likely, since it came
        }
        messages.accept(content);
        return new Part.Item(facts);
    }

    private Content content(JsonNode message) {
        return new Content(json, RequestReader.message(message), message.path(CONTENT));
    }

    /// Finds out which array begins at its end: `…"messages":[`.
    private static Part.Frame frame(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String end = text.stripTrailing();
        if (!end.endsWith("[")) {
            return new Part.Frame("");
        }
        int quote = end.lastIndexOf('"');
        int start = end.lastIndexOf('"', quote - 1);
        return new Part.Frame(start < 0 ? "" : end.substring(start + 1, quote));
    }

    private Outline outline(ExchangeReader record, List<StoredElement> rest)
            throws StoreException, MalformedMessageException {
        StringBuilder text = new StringBuilder();
        List<byte[]> bytes = record.read(rest);
        for (byte[] some : bytes) {
            text.append(new String(some, StandardCharsets.UTF_8));
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        return Outline.of(new RequestReader(json).read(body), json);
    }

    private Content content(ExchangeReader record, ExchangeId id, int index, StoredElement element)
            throws StoreException {
        try {
            return content(parse(record.read(List.of(element)).getFirst()));
        } catch (MalformedMessageException | StoreException notAsExpected) {
            JsonNode body = body(record, id);
            return content(
                    body == null ? MissingNode.getInstance() : body.path(MESSAGES).path(index));
        }
    }

    /// Parses an element, which has the comma before it.
    private JsonNode parse(byte[] bytes) throws MalformedMessageException {
        int from = startsWith(bytes, ',') ? indexOf(bytes, ',') + 1 : 0;
        try {
            return json.readTree(bytes, from, bytes.length - from);
        } catch (IOException e) {
            throw new MalformedMessageException("no JSON", e);
        }
    }

    private static boolean startsWith(byte[] bytes, char first) {
        for (byte b : bytes) {
            if (b > ' ') {
                return b == first;
            }
        }
        return false;
    }

    private static int indexOf(byte[] bytes, char wanted) {
        int at = 0;
        while (bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /// Reads all of a body, where it cannot be had by its elements.
    private Optional<RequestBody> whole(ExchangeReader record, ExchangeId id)
            throws StoreException {
        JsonNode body = body(record, id);
        if (body == null) {
            return Optional.empty();
        }
        try {
            Outline outline = Outline.of(RequestReader.read(body), json);
            List<MessageFacts> facts = new ArrayList<>();
            for (JsonNode message : body.path(MESSAGES)) {
                facts.add(MessageFacts.of(RequestReader.message(message)));
            }
            return Optional.of(
                    new RequestBody(
                            outline, facts, index -> content(body.path(MESSAGES).path(index))));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private @Nullable JsonNode body(ExchangeReader record, ExchangeId id) throws StoreException {
        Optional<Bytes> bytes = record.requestBody(id);
        try {
            JsonNode body = bytes.isEmpty() ? null : json.readTree(bytes.get().toByteArray());
            return body == null || !body.isObject() ? null : body;
        } catch (IOException e) {
            return null;
        }
    }
}
