package dev.ccproxy.data.statistics;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import dev.ccproxy.data.index.Index;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What requests cost, as a table.
@Path("/api/costs")
@Tag(name = "Costs")
class CostsResource {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_LINES = 50_000;
    private static final String GROUPS =
            "By what rows are told apart besides their period; may be given several times";

    private final Index index;
    private final Freshness freshness;
    private final Clock clock = Clock.systemUTC();

    CostsResource(Index index, Freshness freshness) {
        this.index = index;
        this.freshness = freshness;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listCosts",
            summary = "What requests cost, by time and by what was asked for",
            description =
                    "A request belongs to the period in which it began, once it has ended. Periods"
                            + " without requests have no row. By tool, a request whose answer calls several"
                            + " is in the row of each.")
    public RestResponse<CostTable> list(
            @Context UriInfo uri,
            @HeaderParam("If-None-Match") @Nullable String known,
            @BeanParam TimeRange range,
            @Parameter(description = GROUPS) @QueryParam("group") List<String> group,
            @BeanParam StatisticsFilter filter,
            @Parameter(description = "How many rows at the most")
                    @Schema(minimum = "1", maximum = "10000")
                    @QueryParam("limit")
                    @DefaultValue("1000")
                    int limit) {
        if (limit < 1 || limit > MOST_ROWS) {
            throw new ProblemException(
                    Problem.badRequest("limit is not between 1 and " + MOST_ROWS + "."));
        }
        Periods periods = range.periods(clock.instant());
        List<Dimension> dimensions = dimensions(group);
        StatisticsFilter.Condition condition = filter.condition();
        return freshness.answer(
                uri,
                known,
                () -> {
                    List<CostTable.Row> rows = rows(periods, dimensions, condition, limit + 1);
                    return new CostTable(
                            periods.zone().getId(),
                            periods.by(),
                            rows.stream().limit(limit).toList(),
                            rows.size() > limit);
                });
    }

    @GET
    @Path("/csv")
    @Produces("text/csv")
    @Operation(
            operationId = "exportCosts",
            summary = "The same as a file of comma-separated values",
            description =
                    "Amounts are in USD, times have the zone's offset. At most 50,000 lines, the"
                            + " earliest of what was asked for.")
    public RestResponse<String> csv(
            @BeanParam TimeRange range,
            @Parameter(description = GROUPS) @QueryParam("group") List<String> group,
            @BeanParam StatisticsFilter filter) {
        Periods periods = range.periods(clock.instant());
        List<Dimension> dimensions = dimensions(group);
        List<CostTable.Row> rows = rows(periods, dimensions, filter.condition(), MOST_LINES);
        return RestResponse.ResponseBuilder.ok(new CostsCsv(periods.zone(), dimensions).write(rows))
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"ccproxy-costs-by-" + periods.by().code() + ".csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private List<CostTable.Row> rows(
            Periods periods,
            List<Dimension> dimensions,
            StatisticsFilter.Condition filter,
            int limit) {
        return index.read(sql -> new UsageViewStore(sql, periods, filter).costs(dimensions, limit));
    }

    private static List<Dimension> dimensions(List<String> names) {
        return names.stream().map(Dimension::parse).distinct().sorted().toList();
    }
}
