import type { Percentiles, PerformanceReport } from "@/api/client";
import { formatMicros } from "@/lib/format";
import type { Series } from "@/ui/chart/series";

/** `3.21 s`, from milliseconds. */
export function formatMillis(millis: number | null): string {
  return formatMicros(millis === null ? null : Math.round(millis * 1_000));
}

/** `58.2 /s`. */
export function formatSpeed(tokens: number | null): string {
  return tokens === null ? "–" : `${tokens < 100 ? tokens.toFixed(1) : Math.round(tokens)} /s`;
}

type Share = "p10" | "p50" | "p90" | "p95" | "p99";

const SHARES: Record<Share, { name: string; color: string; dashed?: boolean }> = {
  p10: { name: "10 %", color: "chart-2" },
  p50: { name: "Median", color: "chart-1" },
  p90: { name: "90 %", color: "chart-3", dashed: true },
  p95: { name: "95 %", color: "chart-2" },
  p99: { name: "99 %", color: "chart-7", dashed: true },
};

/** A curve for each of these percentiles. */
export function percentileSeries(
  report: PerformanceReport,
  read: (speed: PerformanceReport["total"]) => Percentiles,
  shares: readonly Share[],
): Series[] {
  return shares.map((share) => ({
    ...SHARES[share],
    values: report.periods.map(({ speed }) => read(speed)[share]),
  }));
}
