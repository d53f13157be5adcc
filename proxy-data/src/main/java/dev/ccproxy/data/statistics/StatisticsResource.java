package dev.ccproxy.data.statistics;

import dev.ccproxy.data.cost.Money;
import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.StatementStore;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What was used, how fast it was and how it failed, by time.
@Path("/api/stats")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Statistics", description = "What was used, how fast it was and how it failed")
class StatisticsResource {
    private static final StatisticsFilter EVERYTHING =
            new StatisticsFilter(null, null, null, null, null);

    private final Index index;
    private final Freshness freshness;
    private final StatisticsConfig budgets;
    private final Clock clock = Clock.systemUTC();

    StatisticsResource(Index index, Freshness freshness, StatisticsConfig budgets) {
        this.index = index;
        this.freshness = freshness;
        this.budgets = budgets;
    }

    @GET
    @Path("/usage")
    @Operation(
            operationId = "getUsage",
            summary = "Requests, tokens, costs and errors, by time and by what was asked for",
            description =
                    "A request belongs to the period in which it began, once it has ended. By tool,"
                            + " it belongs to each tool that its answer calls, with all that it"
                            + " took.")
    public RestResponse<UsageReport> usage(
            @Context UriInfo uri,
            @HeaderParam("If-None-Match") @Nullable String known,
            @BeanParam TimeRange range,
            @Parameter(description = "By what groups are told apart")
                    @Schema(
                            enumeration = {
                                "provider",
                                "model",
                                "project",
                                "agent",
                                "class",
                                "tool"
                            })
                    @QueryParam("group")
                    @Nullable String group,
            @BeanParam StatisticsFilter filter) {
        Instant now = clock.instant();
        Periods periods = range.periods(now);
        Dimension dimension = group == null ? null : Dimension.parse(group);
        StatisticsFilter.Condition condition = filter.condition();
        return freshness.answer(
                uri,
                known,
                () -> index.read(sql -> usage(sql, periods, dimension, condition, now)));
    }

    private UsageReport usage(
            StatementStore sql,
            Periods periods,
            @Nullable Dimension dimension,
            StatisticsFilter.Condition condition,
            Instant now) {
        UsageViewStore views = new UsageViewStore(sql, periods, condition);
        List<UsageReport.Period> byPeriod = views.byPeriod();
        return new UsageReport(
                periods.zone().getId(),
                periods.by(),
                dimension,
                views.first(),
                byPeriod,
                byPeriod.stream().map(UsageReport.Period::usage).reduce(Usage.NONE, Usage::plus),
                dimension == null ? List.of() : views.byGroup(dimension),
                views.errors(),
                budgets(sql, periods.zone(), now));
    }

    private List<Budget> budgets(StatementStore sql, ZoneId zone, Instant now) {
        List<Budget> set = new ArrayList<>();
        budget(sql, budgets.daily(), Periods.single(Granularity.DAY, zone, now))
                .ifPresent(set::add);
        budget(sql, budgets.monthly(), Periods.single(Granularity.MONTH, zone, now))
                .ifPresent(set::add);
        return set;
    }

    private static Optional<Budget> budget(
            StatementStore sql, Optional<BigDecimal> limit, Periods period) {
        return limit.map(usd ->
                new Budget(
                        period.by(),
                        period.items().getFirst().start().toInstant(),
                        Money.ofUsd(usd),
                        new UsageViewStore(sql, period, EVERYTHING.condition()).spent()));
    }

    @GET
    @Path("/performance")
    @Operation(
            operationId = "getPerformance",
            summary = "How fast answers were, as true percentiles, and how requests failed")
    public RestResponse<PerformanceReport> performance(
            @Context UriInfo uri,
            @HeaderParam("If-None-Match") @Nullable String known,
            @BeanParam TimeRange range,
            @Parameter(description = "Whose models, as the configuration calls it")
                    @QueryParam("provider")
                    @Nullable String provider,
            @Parameter(description = "A model, by its whole name") @QueryParam("model")
                    @Nullable String model) {
        Periods periods = range.periods(clock.instant());
        StatisticsFilter filter = new StatisticsFilter(provider, model, null, null, null);
        return freshness.answer(
                uri,
                known,
                () -> index.read(sql -> new PerformanceViewStore(sql, periods, filter).report()));
    }

    @GET
    @Path("/tools")
    @Operation(
            operationId = "getToolStatistics",
            summary =
                    "Which tools were offered, called and failed, and the files they were used on")
    public RestResponse<ToolsReport> tools(
            @Context UriInfo uri,
            @HeaderParam("If-None-Match") @Nullable String known,
            @BeanParam TimeRange range,
            @Parameter(description = "A working folder, by its whole path") @QueryParam("project")
                    @Nullable String project) {
        Periods periods = range.periods(clock.instant());
        StatisticsFilter.Condition filter =
                new StatisticsFilter(null, null, project, null, null).condition();
        return freshness.answer(
                uri,
                known,
                () -> index.read(sql -> new ToolsViewStore(sql, periods, filter).report()));
    }

    @GET
    @Path("/rate-limits")
    @Operation(
            operationId = "getRateLimits",
            summary = "How much of the API's limits was used, from `anthropic-ratelimit-*` headers")
    public RestResponse<RateLimitReport> rateLimits(
            @Context UriInfo uri,
            @HeaderParam("If-None-Match") @Nullable String known,
            @BeanParam TimeRange range) {
        Periods periods = range.periods(clock.instant());
        return freshness.answer(
                uri, known, () -> index.read(sql -> new RateLimitViewStore(sql, periods).report()));
    }
}
