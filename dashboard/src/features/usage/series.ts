import type { UsageFigures, UsageReport } from "@/api/client";
import type { Grouping } from "@/features/statistics/queries";
import { formatModel } from "@/lib/format";
import { COLORS, REST_COLOR, type Series } from "@/ui/chart/series";
import type { Metric } from "./view";

/** All tokens of some requests. */
export function tokensOf({ tokens }: UsageFigures): number {
  return inputOf({ tokens }) + tokens.output;
}

/** All that went in, from the cache or not. */
export function inputOf({ tokens }: Pick<UsageFigures, "tokens">): number {
  return tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h;
}

function figureOf(usage: UsageFigures, metric: Metric): number {
  switch (metric) {
    case "cost":
      return usage.spending.cost.total;
    case "tokens":
      return tokensOf(usage);
    case "requests":
      return usage.requests;
  }
}

/** A curve for each of the largest groups, and one for what is left. */
export function groupSeries(report: UsageReport, metric: Metric): Series[] {
  const totals = report.periods.map(({ usage }) => figureOf(usage, metric));
  const shown = report.groups
    .filter(({ points }) => points.length > 0)
    .toSorted((one, other) => figureOf(other.usage, metric) - figureOf(one.usage, metric))
    .slice(0, COLORS.length);
  const series = shown.map(({ key, points }, place) => {
    const values = totals.map(() => 0);
    for (const point of points) values[point.period] = point[metric];
    return { name: groupName(report.group, key), color: COLORS[place] ?? REST_COLOR, values };
  });
  const rest = totals.map(
    (total, period) => total - series.reduce((sum, one) => sum + (one.values[period] ?? 0), 0),
  );
  const whole = rest.map((value) => (value > 1e-9 ? value : 0));
  return whole.some((value) => value > 0)
    ? [...series, { name: "Others", color: REST_COLOR, values: whole }]
    : series;
}

/** What was charged for, one kind of tokens each. */
export function kindSeries(report: UsageReport, metric: Metric): Series[] {
  const usages = report.periods.map(({ usage }) => usage);
  if (metric === "requests") {
    return [
      series("Answered", "chart-1", usages, (one) => one.requests - one.failedRequests),
      series("Failed", "chart-7", usages, (one) => one.failedRequests),
    ];
  }
  const kinds: [string, string, (usage: UsageFigures) => number][] =
    metric === "cost"
      ? [
          ["Read from the cache", "chart-1", ({ spending }) => spending.cost.cacheRead],
          [
            "Written into the cache",
            "chart-2",
            ({ spending: { cost } }) => cost.cacheWrite5m + cost.cacheWrite1h,
          ],
          ["Uncached input", "chart-4", ({ spending }) => spending.cost.input],
          ["Output", "chart-3", ({ spending }) => spending.cost.output],
          ["Server tools", "chart-5", ({ spending }) => spending.cost.serverTools],
        ]
      : [
          ["Read from the cache", "chart-1", ({ tokens }) => tokens.cacheRead],
          [
            "Written into the cache",
            "chart-2",
            ({ tokens }) => tokens.cacheWrite5m + tokens.cacheWrite1h,
          ],
          ["Uncached input", "chart-4", ({ tokens }) => tokens.input],
          ["Output", "chart-3", ({ tokens }) => tokens.output],
        ];
  return kinds
    .map(([name, color, read]) => series(name, color, usages, read))
    .filter(({ values }) => values.some((value) => value !== 0));
}

function series(
  name: string,
  color: string,
  usages: readonly UsageFigures[],
  read: (usage: UsageFigures) => number,
): Series {
  return { name, color, values: usages.map(read) };
}

const UNKNOWN: Record<Grouping, string> = {
  model: "No model",
  project: "No project",
  agent: "No agent",
  class: "No kind",
  provider: "No provider",
  tool: "No tool called",
};

const AGENTS: Record<string, string> = { main: "Main conversation", side: "Side requests" };

/** What a group is called. */
export function groupName(dimension: Grouping | null, key: string): string {
  if (key === "") return dimension === null ? "" : UNKNOWN[dimension];
  switch (dimension) {
    case "model":
      return formatModel(key);
    case "agent":
      return AGENTS[key] ?? key;
    case "class":
      return key.replaceAll("_", " ");
    case "project":
    case "provider":
    case "tool":
    case null:
      return key;
  }
}
