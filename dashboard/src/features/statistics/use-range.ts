import { useMemo } from "react";
import { useNow } from "@/lib/use-now";
import { type RangeView, type TimeRange, timeRange } from "./range";

const MINUTE = 60_000;

/** The range that a view means now; another one only when it means another one. */
export function useTimeRange(view: RangeView): TimeRange {
  const minute = Math.floor(useNow(true, MINUTE) / MINUTE);
  const { range, from, until, by } = view;
  const found = timeRange(
    {
      ...(range && { range }),
      ...(from && { from }),
      ...(until && { until }),
      ...(by && { by }),
    },
    new Date(minute * MINUTE),
  );
  const key = JSON.stringify(found);
  return useMemo(() => JSON.parse(key) as TimeRange, [key]);
}
