import type { UsageReport } from "@/api/client";
import type { TimeRange } from "@/features/statistics/range";
import { formatCost, formatCount, formatTokens } from "@/lib/format";
import { ChartCard } from "@/ui/chart/ChartCard";
import { Segmented } from "@/ui/Segmented";
import { groupSeries, kindSeries } from "./series";
import { METRICS, type Metric, type UsageView } from "./view";

interface Props {
  report: UsageReport;
  view: UsageView;
  range: TimeRange;
  onChange: (view: UsageView) => void;
}

const METRIC_NAMES: Record<Metric, string> = {
  cost: "Cost",
  tokens: "Tokens",
  requests: "Requests",
};
const FORMATS: Record<Metric, (value: number) => string> = {
  cost: formatCost,
  tokens: formatTokens,
  requests: formatCount,
};

/** Bars over time, by kind where groups overlap: those do not add up to a bar. */
export function UsageChart({ report, view, range, onChange }: Props) {
  const metric = view.metric ?? "cost";
  const overlap = report.group === "tool";
  const kinds = overlap || view.stack === "kinds";
  const { metric: _, ...others } = view;
  const { stack: __, ...unstacked } = view;
  return (
    <ChartCard
      title={`${METRIC_NAMES[metric]} by ${range.by}`}
      note={<span className="max-lg:hidden">Draw over a part to see it closer</span>}
      kind="bars"
      times={report.periods.map(({ startedAt }) => startedAt)}
      end={range.until ?? new Date().toISOString()}
      by={report.by}
      series={kinds ? kindSeries(report, metric) : groupSeries(report, metric)}
      format={FORMATS[metric]}
      limit={budgetOf(report, metric)}
      onZoom={(from, until) => {
        const { by: _, ...rest } = view;
        onChange({ ...rest, from, until });
      }}
      height="h-64"
      actions={
        <>
          <Segmented
            label="Figure"
            value={metric}
            choices={METRICS.map((value) => ({ value, label: METRIC_NAMES[value] }))}
            onChange={(next) => onChange(next === "cost" ? others : { ...others, metric: next })}
          />
          {!overlap && (
            <Segmented
              label="Colours"
              value={kinds ? "kinds" : "groups"}
              choices={[
                { value: "groups", label: "By group", title: "The groups of the table below" },
                { value: "kinds", label: "By kind", title: "What was charged for" },
              ]}
              onChange={(next) =>
                onChange(next === "kinds" ? { ...view, stack: "kinds" } : unstacked)
              }
            />
          )}
        </>
      }
    />
  );
}

/** A daily budget belongs to days, a monthly one to months. */
function budgetOf(report: UsageReport, metric: Metric) {
  const budget = report.budgets.find(({ period }) => period === report.by);
  return metric === "cost" && budget ? { name: "Budget", value: budget.limit } : undefined;
}
