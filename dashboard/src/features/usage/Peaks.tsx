import type { RateLimit } from "@/api/client";
import { formatDay, formatMoment, formatShare } from "@/lib/format";

interface Props {
  /** Of which limit. */
  name: string;
  peaks: RateLimit["peaks"];
  /** When each period begins. */
  periods: readonly string[];
}

/** In units of the drawing, which is stretched to the room there is. */
const HEIGHT = 20;

/** The most that was used of a limit, period by period; the line is all of it. */
export function Peaks({ name, peaks, periods }: Props) {
  const highest = peaks.reduce<RateLimit["peaks"][number] | undefined>(
    (most, peak) => (most === undefined || peak.used > most.used ? peak : most),
    undefined,
  );
  if (!highest || periods.length < 2) return null;
  const at = periods[highest.period];
  const [first] = periods;
  const told = `${formatShare(highest.used)} at most${at === undefined ? "" : `, on ${formatMoment(at)}`}`;
  return (
    <figure className="flex flex-col gap-1">
      <svg
        role="img"
        aria-label={`${name}, used over time: ${told}`}
        viewBox={`0 0 ${periods.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-6 w-full border-t border-dashed border-line-strong"
      >
        <path d={barsOf(peaks)} className="fill-chart-1" />
      </svg>
      <figcaption className="flex justify-between gap-2 text-xs text-faint">
        <span>{first !== undefined && (formatDay(first) || "today")}</span>
        <span className="truncate">{told}</span>
      </figcaption>
    </figure>
  );
}

/** One path for all bars: there may be thousands of them. */
export function barsOf(peaks: RateLimit["peaks"]): string {
  return peaks
    .map(({ period, used }) => {
      const height = Math.max(0.5, Math.min(1, used) * HEIGHT);
      return `M${period + 0.1} ${HEIGHT}v-${height}h0.8v${height}z`;
    })
    .join("");
}
