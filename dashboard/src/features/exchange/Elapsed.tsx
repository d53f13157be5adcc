import type { ExchangeSummary } from "@/api/client";
import { formatMicros } from "@/lib/format";
import { useNow } from "@/lib/use-now";

/** How long an exchange took, or has been taking. */
export function useElapsedMicros(exchange: ExchangeSummary): number {
  const running = exchange.outcome === "in_flight";
  const now = useNow(running);
  if (!running) return exchange.durationMicros ?? 0;
  return Math.max(0, (now - Date.parse(exchange.startedAt)) * 1_000);
}

/** The longest time that the bar can tell apart. */
const SCALE_MICROS = 120_000_000;

/**
 * How long it took as figure and as bar: pale while nothing came back, full while the answer
 * streamed. The bar grows with the square root of time, so that 50 ms and 50 s both show.
 */
export function Elapsed({ exchange }: { exchange: ExchangeSummary }) {
  const elapsed = useElapsedMicros(exchange);
  const waited = Math.min(exchange.timeToFirstByteMicros ?? elapsed, elapsed);
  return (
    <span className="flex items-center justify-end gap-2.5">
      <span
        aria-hidden="true"
        className="flex h-1.5 w-16 overflow-hidden rounded-full bg-sunken @max-2xl:hidden"
      >
        <span className="bg-accent/35" style={{ width: `${share(waited)}%` }} />
        <span className="bg-accent" style={{ width: `${share(elapsed) - share(waited)}%` }} />
      </span>
      <span className="w-16 text-right whitespace-nowrap">{formatMicros(Math.round(elapsed))}</span>
    </span>
  );
}

function share(micros: number): number {
  return Math.min(100, Math.sqrt(micros / SCALE_MICROS) * 100);
}
