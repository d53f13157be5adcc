import type { PerformanceReport } from "@/api/client";
import type { TimeRange } from "@/features/statistics/range";
import { formatCount } from "@/lib/format";
import { ChartCard } from "@/ui/chart/ChartCard";
import { formatMillis, formatSpeed, percentileSeries } from "./speed";
import type { PerformanceView } from "./view";

interface Props {
  report: PerformanceReport;
  view: PerformanceView;
  range: TimeRange;
  onChange: (view: PerformanceView) => void;
}

/** Percentiles over time, and what failed. */
export function SpeedCharts({ report, view, range, onChange }: Props) {
  const shared = {
    times: report.periods.map(({ startedAt }) => startedAt),
    end: range.until ?? new Date().toISOString(),
    by: report.by,
    height: "h-48",
    onZoom: (from: string, until: string) => {
      const { by: _, ...rest } = view;
      onChange({ ...rest, from, until });
    },
  };
  return (
    <div className="grid gap-4 @4xl:grid-cols-2">
      <ChartCard
        {...shared}
        title="Time to first token"
        kind="curves"
        series={percentileSeries(report, (speed) => speed.timeToFirstToken, ["p50", "p95", "p99"])}
        format={formatMillis}
      />
      <ChartCard
        {...shared}
        title="Duration"
        kind="curves"
        series={percentileSeries(report, (speed) => speed.duration, ["p50", "p95", "p99"])}
        format={formatMillis}
      />
      <ChartCard
        {...shared}
        title="Tokens a second"
        kind="curves"
        series={percentileSeries(report, (speed) => speed.tokensPerSecond, ["p50", "p10", "p90"])}
        format={formatSpeed}
      />
      <ChartCard
        {...shared}
        title="Requests"
        kind="bars"
        series={[
          {
            name: "Answered",
            color: "chart-1",
            values: report.periods.map(({ speed }) => speed.requests - speed.failedRequests),
          },
          {
            name: "Failed",
            color: "chart-7",
            values: report.periods.map(({ speed }) => speed.failedRequests),
          },
        ]}
        format={formatCount}
      />
    </div>
  );
}
