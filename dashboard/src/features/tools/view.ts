import { parseStatisticsFilters } from "@/features/statistics/queries";
import { parseRange, type RangeView } from "@/features/statistics/range";
import { parseSort } from "@/ui/DataTable";

/** Everything that the page's URL tells. */
export interface ToolsView extends RangeView {
  project?: string;
  column?: string;
}

export const SORT_KEYS = ["name", "offered", "calls", "failed", "median", "slow", "total", "size"];

export function parseToolsView(search: Readonly<Record<string, unknown>>): ToolsView {
  const { project } = parseStatisticsFilters(search);
  const sort = parseSort(search.column, SORT_KEYS);
  return { ...parseRange(search), ...(project && { project }), ...(sort && { column: sort }) };
}
