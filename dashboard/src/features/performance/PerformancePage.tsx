import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { PerformanceReport } from "@/api/client";
import { FilterChips } from "@/features/statistics/FilterChips";
import { namesQuery, performanceQuery } from "@/features/statistics/queries";
import { RangeBar } from "@/features/statistics/RangeBar";
import { StatisticsPage } from "@/features/statistics/StatisticsPage";
import { useTimeRange } from "@/features/statistics/use-range";
import { Errors } from "@/features/usage/Errors";
import { formatCount, formatModel, formatShare } from "@/lib/format";
import { Figure, Figures } from "@/ui/Figure";
import { Select } from "@/ui/Select";
import { EmptyState } from "@/ui/states";
import { ModelTable } from "./ModelTable";
import { SpeedCharts } from "./SpeedCharts";
import { formatMillis, formatSpeed } from "./speed";
import type { PerformanceView } from "./view";

const route = getRouteApi("/performance");

/** How fast answers were, and how requests failed. */
export function PerformancePage() {
  const view = route.useSearch();
  const navigate = useNavigate();
  const range = useTimeRange(view);
  const { model, provider } = view;
  const filters = { ...(model && { model }), ...(provider && { provider }) };
  const report = useQuery(performanceQuery(range, filters));
  const models = useQuery(namesQuery(range, "model")).data ?? [];
  const show = (next: PerformanceView) =>
    void navigate({ to: "/performance", search: next, replace: true });
  const { range: _, from: __, until: ___, by: ____, ...others } = view;
  const { model: _____, ...anyModel } = view;
  const choices = model === undefined || models.includes(model) ? models : [model, ...models];

  return (
    <StatisticsPage
      title="Performance"
      query={report}
      controls={
        <>
          <RangeBar view={view} range={range} onChange={(next) => show({ ...others, ...next })} />
          <Select
            label="Model"
            value={model ?? ""}
            choices={choices.map((value) => ({ value, label: formatModel(value) }))}
            onChange={(value) => show(value === "" ? anyModel : { ...view, model: value })}
          />
        </>
      }
      filters={
        provider && (
          <FilterChips
            filters={{ provider }}
            onRemove={() => {
              const { provider: _, ...rest } = view;
              show(rest);
            }}
          />
        )
      }
    >
      {report.data &&
        (report.data.total.requests === 0 ? (
          <EmptyState title="Nothing was asked in this time">
            Choose a longer time, or another model.
          </EmptyState>
        ) : (
          <>
            <SpeedFigures speed={report.data.total} />
            <SpeedCharts report={report.data} view={view} range={range} onChange={show} />
            <ModelTable models={report.data.models} view={view} onChange={show} />
            <Errors errors={report.data.errors} requests={report.data.total.requests} />
          </>
        ))}
    </StatisticsPage>
  );
}

function SpeedFigures({ speed }: { speed: PerformanceReport["total"] }) {
  const { timeToFirstToken: first, duration, tokensPerSecond, requests, failedRequests } = speed;
  return (
    <Figures label="All together">
      <Figure name="First token, median" value={formatMillis(first.p50)}>
        {`95 of 100 within ${formatMillis(first.p95)}`}
      </Figure>
      <Figure name="Duration, median" value={formatMillis(duration.p50)}>
        {`95 of 100 within ${formatMillis(duration.p95)}`}
      </Figure>
      <Figure name="Tokens a second, median" value={formatSpeed(tokensPerSecond.p50)}>
        {`the slowest tenth below ${formatSpeed(tokensPerSecond.p10)}`}
      </Figure>
      <Figure name="Requests" value={formatCount(requests)}>
        {`${formatCount(duration.count)} of them timed`}
      </Figure>
      <Figure name="Failed" value={formatShare(requests === 0 ? 0 : failedRequests / requests)}>
        {`${formatCount(failedRequests)} requests`}
      </Figure>
    </Figures>
  );
}
