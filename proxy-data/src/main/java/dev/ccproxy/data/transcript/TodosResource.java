package dev.ccproxy.data.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Lists of things to do that Claude Code keeps.
@Path("/api/todos")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Files", description = "What Claude Code itself keeps in ~/.claude")
class TodosResource {
    private static final int MOST_FILES = 500;
    private static final int MOST_ITEMS = 200;
    private static final int LONGEST = 1 << 20;
    private static final Pattern NAME =
            Pattern.compile("([0-9a-zA-Z-]{8,64}?)(?:-agent-([0-9a-zA-Z-]{1,64}))?\\.json");

    private final ClaudeFolder folder;
    private final ObjectMapper json;

    TodosResource(ClaudeFolder folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
    }

    @GET
    @Operation(
            operationId = "listTodos",
            summary = "Lists of things to do, the newest first",
            description = "Of the 500 newest files those that are not empty.")
    public TodoList.Page list() {
        return new TodoList.Page(
                folder.beside("todos", ".json").stream()
                        .sorted(Comparator.comparingLong(ClaudeFolder.Found::modified).reversed())
                        .limit(MOST_FILES)
                        .map(this::todos)
                        .filter(list -> !list.items().isEmpty())
                        .toList());
    }

    private TodoList todos(ClaudeFolder.Found file) {
        Matcher name = NAME.matcher(file.name());
        boolean known = name.matches();
        String session = known ? name.group(1) : null;
        String agent = known ? name.group(2) : null;
        return new TodoList(
                file.name(),
                session,
                agent == null || agent.equals(session) ? null : agent,
                Instant.ofEpochMilli(file.modified()),
                items(file));
    }

    private List<TodoList.Item> items(ClaudeFolder.Found file) {
        List<TodoList.Item> items = new ArrayList<>();
        try {
            JsonNode read = json.readTree(ClaudeFolder.read(file, LONGEST));
            for (JsonNode item : read.isArray() ? read : read.path("todos")) {
                String content = item.path("content").asText(item.path("subject").asText(""));
                if (!content.isBlank() && items.size() < MOST_ITEMS) {
                    items.add(new TodoList.Item(content, item.path("status").asText("pending")));
                }
            }
        } catch (IOException unreadable) {
            return List.of(); // gone, half written, or nothing that is known
        }
        return items;
    }
}
