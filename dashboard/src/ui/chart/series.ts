/** One curve of a chart, or one colour of its bars. */
export interface Series {
  name: string;
  /** Which of the theme's colours, for example `chart-1`. */
  color: string;
  /** One for each period; null where there is none. */
  values: readonly (number | null)[];
  dashed?: boolean;
}

/** The colours that curves get one after the other; what is left of a whole gets the last one. */
export const COLORS = ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6", "chart-7"];
export const REST_COLOR = "chart-8";

/** Bars that stand on each other: each with the sum of those below, the highest first. */
export function stacked(series: readonly Series[]): number[][] {
  const sums: number[][] = [];
  let below: number[] = [];
  for (const { values } of series) {
    below = values.map((value, index) => (below[index] ?? 0) + (value ?? 0));
    sums.unshift(below);
  }
  return sums;
}

/** The sum of a period over all series. */
export function totalAt(series: readonly Series[], index: number): number {
  return series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
}
