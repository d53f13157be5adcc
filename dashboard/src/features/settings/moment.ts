import { formatClock, formatDay } from "@/lib/format";

/** `22 Nov, 20:49`, or `today, 20:49`. */
export function shortMoment(iso: string | null): string {
  if (iso === null) return "–";
  return `${formatDay(iso) || "today"}, ${formatClock(iso).slice(0, 5)}`;
}
