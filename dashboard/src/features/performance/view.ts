import { parseStatisticsFilters } from "@/features/statistics/queries";
import { parseRange, type RangeView } from "@/features/statistics/range";
import { parseSort } from "@/ui/DataTable";

/** Everything that the page's URL tells. */
export interface PerformanceView extends RangeView {
  model?: string;
  provider?: string;
  column?: string;
}

export const SORT_KEYS = [
  "model",
  "requests",
  "failed",
  "first",
  "slowFirst",
  "duration",
  "slow",
  "speed",
];

export function parsePerformanceView(search: Readonly<Record<string, unknown>>): PerformanceView {
  const { model, provider } = parseStatisticsFilters(search);
  const sort = parseSort(search.column, SORT_KEYS);
  return {
    ...parseRange(search),
    ...(model && { model }),
    ...(provider && { provider }),
    ...(sort && { column: sort }),
  };
}
