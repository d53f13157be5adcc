import { Link } from "@tanstack/react-router";
import { StatusBadge } from "@/features/exchange/StatusBadge";
import { formatClock, formatCost, formatMicros, formatModel, formatTokens } from "@/lib/format";
import { cx } from "@/ui/cx";
import { agentOf } from "./lanes";
import type { LiveEntry } from "./live-board";

const GRID =
  "grid items-center gap-x-4 px-3 grid-cols-[4.5rem_5.5rem_minmax(0,1fr)_4.5rem] " +
  "@3xl:grid-cols-[4.5rem_5.5rem_9rem_minmax(0,1fr)_6rem_5rem_5rem_5rem]";

/** What has just ended, the newest first. */
export function RecentList({ entries }: { entries: readonly LiveEntry[] }) {
  return (
    <section aria-label="Just finished" className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">Just finished</h2>
      <ul className="overflow-hidden rounded-xl border border-line bg-surface text-sm tabular">
        {entries.map((entry) => (
          <Row key={entry.exchange.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Row({ entry }: { entry: LiveEntry }) {
  const { exchange, place } = entry;
  const wide = "hidden @3xl:block";
  return (
    <li
      className={cx(
        GRID,
        "relative h-9 border-line/60 not-last:border-b hover:bg-hover has-focus-visible:bg-hover",
      )}
    >
      <time dateTime={exchange.startedAt} className="font-mono text-xs text-faint">
        {formatClock(exchange.startedAt).slice(0, 8)}
      </time>
      <span className="flex min-w-0">
        <StatusBadge exchange={exchange} />
      </span>
      <span className={cx(wide, "truncate", place?.agentType ? "text-plum" : "text-soft")}>
        {agentOf(entry)}
      </span>
      <Link
        to="/requests/$id"
        params={{ id: exchange.id }}
        search={{}}
        className="truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        {place?.title ?? `${exchange.method} ${exchange.path}`}
      </Link>
      <span className={cx(wide, "truncate text-soft")}>{formatModel(exchange.model)}</span>
      <span className={cx(wide, "text-right text-soft")}>
        {place?.ended && place.tokens.output > 0 ? `${formatTokens(place.tokens.output)} out` : ""}
      </span>
      <span className={cx(wide, "text-right text-soft")}>
        {place?.ended && place.spending.cost.total > 0 ? formatCost(place.spending.cost.total) : ""}
      </span>
      <span className="text-right text-soft">{formatMicros(exchange.durationMicros)}</span>
    </li>
  );
}
