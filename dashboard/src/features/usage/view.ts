import {
  GROUPINGS,
  type Grouping,
  parseStatisticsFilters,
  type StatisticsFilters,
} from "@/features/statistics/queries";
import { parseRange, type RangeView } from "@/features/statistics/range";
import { parseSort } from "@/ui/DataTable";

export const METRICS = ["cost", "tokens", "requests"] as const;
export type Metric = (typeof METRICS)[number];

/** Everything that the page's URL tells. What is absent is as usual. */
export interface UsageView extends RangeView, StatisticsFilters {
  metric?: Metric;
  group?: Grouping;
  /** `kinds`: bars tell kinds of tokens apart, not groups. */
  stack?: "kinds";
  column?: string;
}

export const SORT_KEYS = [
  "key",
  "requests",
  "failed",
  "input",
  "output",
  "cache",
  "saved",
  "missed",
  "cost",
];

export function parseUsageView(search: Readonly<Record<string, unknown>>): UsageView {
  const view: UsageView = { ...parseRange(search), ...parseStatisticsFilters(search) };
  const metric = METRICS.find((known) => known === search.metric);
  if (metric) view.metric = metric;
  const group = GROUPINGS.find((known) => known === search.group);
  if (group) view.group = group;
  if (search.stack === "kinds") view.stack = "kinds";
  const sort = parseSort(search.column, SORT_KEYS);
  if (sort) view.column = sort;
  return view;
}

/** What remains of a view without its filters and its time. */
export function filtersOf(view: UsageView): StatisticsFilters {
  return parseStatisticsFilters({ ...view });
}
