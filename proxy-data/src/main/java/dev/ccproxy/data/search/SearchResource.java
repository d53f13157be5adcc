package dev.ccproxy.data.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Full-text search over what was said.
@Path("/api/search")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search", description = "Full-text search over what was said")
class SearchResource {
    private static final int MAX_LIMIT = 100;
    private static final int MAX_LENGTH = 500;

    private final Index index;
    private final ObjectMapper json;

    SearchResource(Index index, ObjectMapper json) {
        this.index = index;
        this.json = json;
    }

    @GET
    @Operation(
            operationId = "search",
            summary = "Passages of messages in which words occur",
            description =
                    "Prompts, answers, thinking, inputs and results of tools, what the client adds,"
                            + " and system prompts, each found once. Words are runs of letters and"
                            + " digits, without case and accents; `getUserName` is found by itself,"
                            + " its beginning and its parts. The last word may be the beginning of"
                            + " one, unless a blank follows; beginnings of two or three characters"
                            + " are not looked for in results and in what the client adds, but"
                            + " words of that length are.")
    public SearchHit.Page search(
            @Parameter(
                            description =
                                    "Words, all of which have to occur; `\"several in a row\"`,"
                                            + " `begin*`, and `-not`. Whatever it is, it is no error",
                            example = "till \"rounds wrongly\" -test")
                    @QueryParam("q")
                    @DefaultValue("")
                    String q,
            @BeanParam SearchFilter filter,
            @Parameter(
                            description =
                                    "`newest`, or `best`: of each 200 newest, those first that have"
                                            + " all words in a row or often, and what was said"
                                            + " before what tools gave")
                    @Schema(enumeration = {"best", "newest"})
                    @QueryParam("sort")
                    @DefaultValue("best")
                    String sort,
            @Parameter(description = "`next` of the page before") @QueryParam("before")
                    @Nullable String before,
            @Parameter(description = "How many at the most")
                    @Schema(minimum = "1", maximum = "100")
                    @QueryParam("limit")
                    @DefaultValue("30")
                    int limit) {
        check(limit >= 1 && limit <= MAX_LIMIT, "limit is not between 1 and " + MAX_LIMIT + ".");
        check(q.length() <= MAX_LENGTH, "q is longer than " + MAX_LENGTH + " characters.");
        check(sort.equals("best") || sort.equals("newest"), "sort is neither best nor newest.");
        SearchCursor cursor = SearchCursor.parse(before);
        SearchQuery query = SearchQuery.parse(q);
        List<List<String>> facets = filter.facets();
        SearchFilter.Place place = filter.place();
        if (query.isEmpty()) {
            return new SearchHit.Page(List.of(), null);
        }
        HitStore.Range asked = new HitStore.Range(filter.firstId(), filter.endId() - 1);
        return index.read(sql ->
                new Search(
                                new HitStore(sql, json),
                                query,
                                query.match(facets),
                                place,
                                asked,
                                sort.equals("best"))
                        .page(cursor, limit));
    }

    private static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new ProblemException(Problem.badRequest(otherwise));
        }
    }
}
