import { Link } from "@tanstack/react-router";
import type { ExchangeSummary } from "@/api/client";
import { formatClock, formatDay, formatMoment } from "@/lib/format";
import { Badge } from "@/ui/Badge";

/** When it started: the day where it was not today. */
export function TimeCell({ iso }: { iso: string }) {
  const day = formatDay(iso);
  const clock = formatClock(iso);
  return (
    <time dateTime={iso} title={formatMoment(iso)} className="font-mono text-xs text-faint">
      {day && <span className="@max-2xl:hidden">{day} </span>}
      {clock.slice(0, 8)}
      {!day && <span className="@max-2xl:hidden">{clock.slice(8)}</span>}
    </time>
  );
}

/** Where it went, and what for where that is beside a conversation. The link fills the line. */
export function RequestCell({ exchange }: { exchange: ExchangeSummary }) {
  const kind = exchange.facts?.kind;
  return (
    <Link
      to="/requests/$id"
      params={{ id: exchange.id }}
      search={(search) => search}
      data-exchange={exchange.id}
      className="block truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      <span className="mr-1.5 text-xs font-medium text-faint @max-2xl:hidden">
        {exchange.method}
      </span>
      {kind && !STEPS.has(kind) && (
        <span className="mr-1.5">
          <Badge tone="neutral">{kindLabel(kind)}</Badge>
        </span>
      )}
      <span>{exchange.path}</span>
      {exchange.query !== null && <span className="text-faint">?{exchange.query}</span>}
    </Link>
  );
}

/** What goes without saying. */
const STEPS = new Set(["main", "agent", "probe"]);

/** `count_tokens` as people say it. */
export function kindLabel(kind: string): string {
  return kind.replaceAll("_", " ");
}
