import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, dataOf } from "@/api/client";
import type { TimeRange } from "./range";

/** What statistics are about, besides their time. */
export interface StatisticsFilters {
  provider?: string;
  model?: string;
  project?: string;
  agent?: string;
  class?: string;
}

export const DIMENSIONS = ["model", "project", "agent", "class", "provider"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** By what usage is told apart. Tools overlap: a request counts for each one that its answer calls,
 * so that they are groups, and nothing to narrow a page down to. */
export const GROUPINGS = [...DIMENSIONS, "tool"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const DIMENSION_NAMES: Record<Grouping, string> = {
  model: "Model",
  project: "Project",
  agent: "Agent",
  class: "Kind",
  provider: "Provider",
  tool: "Tool",
};

/** Reads filters out of a URL's parameters. */
export function parseStatisticsFilters(
  search: Readonly<Record<string, unknown>>,
): StatisticsFilters {
  const filters: StatisticsFilters = {};
  for (const name of DIMENSIONS) {
    const value = search[name];
    if (typeof value === "string" && value !== "") filters[name] = value;
  }
  return filters;
}

/** Asked again and again while somebody looks; while nothing is new the answer is a 304. */
const KEPT_FRESH = {
  placeholderData: keepPreviousData,
  refetchInterval: 10_000,
} as const;

export function usageQuery(range: TimeRange, filters: StatisticsFilters, group: Grouping) {
  const query = { ...range, ...filters, group };
  return queryOptions({
    queryKey: ["usage", query] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/stats/usage", { params: { query }, signal })),
    ...KEPT_FRESH,
  });
}

/** The names that occur in a time, the most expensive first. */
export function namesQuery(range: TimeRange, group: Dimension) {
  const query = { ...range, by: "all" as const, group };
  return queryOptions({
    queryKey: ["usage", query] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/stats/usage", { params: { query }, signal })),
    select: (report) => report.groups.map(({ key }) => key).filter((key) => key !== ""),
    placeholderData: keepPreviousData,
  });
}

export function performanceQuery(
  range: TimeRange,
  filters: Pick<StatisticsFilters, "model" | "provider">,
) {
  const query = { ...range, ...filters };
  return queryOptions({
    queryKey: ["performance", query] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/stats/performance", { params: { query }, signal })),
    ...KEPT_FRESH,
  });
}

export function toolsQuery(range: TimeRange, filters: Pick<StatisticsFilters, "project">) {
  const query = { ...range, ...filters, by: "all" as const };
  return queryOptions({
    queryKey: ["tools", query] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/stats/tools", { params: { query }, signal })),
    ...KEPT_FRESH,
  });
}

export function rateLimitsQuery(range: TimeRange) {
  return queryOptions({
    queryKey: ["rate-limits", range] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/stats/rate-limits", { params: { query: range }, signal })),
    ...KEPT_FRESH,
  });
}

/** Where the same costs are as a file. */
export function costsFile(range: TimeRange, filters: StatisticsFilters, group: Grouping): string {
  const params = new URLSearchParams({ ...range, ...filters, group });
  return `/api/costs/csv?${params.toString()}`;
}
