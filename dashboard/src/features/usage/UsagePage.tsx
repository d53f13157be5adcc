import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { FilterChips } from "@/features/statistics/FilterChips";
import {
  costsFile,
  type Grouping,
  rateLimitsQuery,
  usageQuery,
} from "@/features/statistics/queries";
import { RangeBar } from "@/features/statistics/RangeBar";
import { StatisticsPage } from "@/features/statistics/StatisticsPage";
import { useTimeRange } from "@/features/statistics/use-range";
import { buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/states";
import { Breakdown } from "./Breakdown";
import { Budgets } from "./Budgets";
import { Errors } from "./Errors";
import { RateLimits } from "./RateLimits";
import { UsageChart } from "./UsageChart";
import { UsageFigures } from "./UsageFigures";
import { filtersOf, type UsageView } from "./view";

const route = getRouteApi("/usage");

/** What requests took and what they cost, over time and by what was asked for. */
export function UsagePage() {
  const view = route.useSearch();
  const navigate = useNavigate();
  const range = useTimeRange(view);
  const filters = filtersOf(view);
  const group: Grouping = view.group ?? "model";
  const usage = useQuery(usageQuery(range, filters, group));
  const limits = useQuery(rateLimitsQuery(range));
  const show = (next: UsageView) => void navigate({ to: "/usage", search: next, replace: true });
  const { range: _, from: __, until: ___, by: ____, ...others } = view;

  return (
    <StatisticsPage
      title="Usage and cost"
      query={usage}
      controls={
        <>
          <RangeBar view={view} range={range} onChange={(next) => show({ ...others, ...next })} />
          <a
            href={costsFile(range, filters, group)}
            download
            className={`${buttonClass()} ml-auto`}
            title="These costs as a file of comma-separated values"
          >
            <Download size={14} aria-hidden="true" /> CSV
          </a>
        </>
      }
      filters={
        <FilterChips
          filters={filters}
          onRemove={(name) => {
            const { [name]: _, ...rest } = view;
            show(rest);
          }}
        />
      }
    >
      {usage.data &&
        (usage.data.total.requests === 0 ? (
          <EmptyState title="Nothing was asked in this time">
            {usage.data.firstAt === null
              ? "Usage shows here with the first request that has ended."
              : "Choose a longer time to see what was used before."}
          </EmptyState>
        ) : (
          <>
            <UsageFigures usage={usage.data.total} />
            <UsageChart report={usage.data} view={view} range={range} onChange={show} />
            <Breakdown report={usage.data} view={view} group={group} onChange={show} />
          </>
        ))}
      {usage.data && (
        <div className="grid items-start gap-4 @4xl:grid-cols-3">
          <Budgets budgets={usage.data.budgets} />
          <RateLimits report={limits.data} />
          <Errors errors={usage.data.errors} requests={usage.data.total.requests} />
        </div>
      )}
    </StatisticsPage>
  );
}
