package dev.ccproxy.data.transcript;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Plans that Claude Code has written down.
@Path("/api/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Files", description = "What Claude Code itself keeps in ~/.claude")
class PlansResource {
    private static final String FOLDER = "plans";
    private static final String ENDING = ".md";
    private static final int MOST = 500;
    private static final int LONGEST = 1 << 20;
    private static final int BEGINNING = 4 << 10;
    private static final int TITLE_LENGTH = 200;

    private final ClaudeFolder folder;

    PlansResource(ClaudeFolder folder) {
        this.folder = folder;
    }

    @GET
    @Operation(operationId = "listPlans", summary = "Plans, the newest first, 500 at the most")
    public Plan.Page list() {
        return new Plan.Page(
                folder.beside(FOLDER, ENDING).stream()
                        .sorted(Comparator.comparingLong(ClaudeFolder.Found::modified).reversed())
                        .limit(MOST)
                        .map(file -> plan(file, beginning(file)))
                        .toList());
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getPlan", summary = "A plan in full")
    public Plan.Text get(@PathParam("name") String name) {
        ClaudeFolder.Found file =
                folder.beside(FOLDER, ENDING, name).orElseThrow(PlansResource::missing);
        try {
            String text = ClaudeFolder.read(file, LONGEST);
            return new Plan.Text(plan(file, text), text);
        } catch (IOException gone) {
            throw missing();
        }
    }

    private static ProblemException missing() {
        return new ProblemException(Problem.notFound("There is no plan with this name."));
    }

    private static String beginning(ClaudeFolder.Found file) {
        try {
            return ClaudeFolder.read(file, BEGINNING);
        } catch (IOException gone) {
            return "";
        }
    }

    private static Plan plan(ClaudeFolder.Found file, String text) {
        return new Plan(
                file.name(), title(text), Instant.ofEpochMilli(file.modified()), file.size());
    }

    private static @Nullable String title(String text) {
        String first = null;
        for (String line : (Iterable<String>) text.lines().limit(100)::iterator) {
            if (line.startsWith("#")) {
                return cut(line.replaceFirst("^#+\\s*", ""));
            }
            first = first == null && !line.isBlank() ? line : first;
        }
        return first == null ? null : cut(first);
    }

    private static String cut(String line) {
        return line.length() <= TITLE_LENGTH ? line : line.substring(0, TITLE_LENGTH - 1) + "…";
    }
}
