import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import { memo } from "react";
import type { ExchangeSummary } from "@/api/client";
import {
  formatBytes,
  formatClock,
  formatDay,
  formatMicros,
  formatModel,
  formatMoment,
} from "@/lib/format";
import { cx } from "@/ui/cx";
import { AgentBadge } from "./AgentBadge";
import { Elapsed } from "./Elapsed";
import { StatusBadge } from "./StatusBadge";

export const ROW_HEIGHT = 38;

/** Columns come and go with the width of the list, not of the window. */
export const ROW_GRID =
  "grid items-center gap-x-3 px-4 @2xl:gap-x-4 grid-cols-[3.75rem_5.25rem_minmax(0,1fr)_3.75rem] " +
  "@2xl:grid-cols-[6.75rem_5.5rem_minmax(0,1fr)_9rem] " +
  "@4xl:grid-cols-[6.75rem_5.5rem_minmax(0,1fr)_8.5rem_5.5rem_9rem] " +
  "@6xl:grid-cols-[6.75rem_5.5rem_minmax(0,1fr)_9rem_5.5rem_5rem_9rem_8.5rem]";

const FRESH_MILLIS = 1_500;

interface Props {
  exchange: ExchangeSummary;
  index: number;
  top: number;
  selected: boolean;
}

/** One exchange as a line of the list. The whole line is a link. */
export const ExchangeRow = memo(function ExchangeRow({ exchange, index, top, selected }: Props) {
  const isFresh = Date.now() - Date.parse(exchange.startedAt) < FRESH_MILLIS;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={cx(
        ROW_GRID,
        "absolute inset-x-0 border-b border-line/60 text-sm hover:bg-hover has-focus-visible:bg-hover",
        selected && "bg-selected hover:bg-selected",
        isFresh && !selected && "arriving",
      )}
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      <Time iso={exchange.startedAt} />
      <span role="cell" className="flex min-w-0">
        <StatusBadge exchange={exchange} />
      </span>
      <span role="cell" className="min-w-0">
        <Target exchange={exchange} />
      </span>
      <span
        role="cell"
        className="hidden truncate text-soft @4xl:block"
        title={exchange.model ?? undefined}
      >
        {formatModel(exchange.model)}
      </span>
      <span role="cell" className="hidden min-w-0 @4xl:flex">
        <AgentBadge exchange={exchange} />
      </span>
      <span role="cell" className="hidden text-right text-soft tabular @6xl:block">
        {formatMicros(exchange.timeToFirstTokenMicros ?? exchange.timeToFirstByteMicros)}
      </span>
      <span role="cell" className="tabular">
        <Elapsed exchange={exchange} />
      </span>
      <Sizes exchange={exchange} />
    </div>
  );
});

function Time({ iso }: { iso: string }) {
  const day = formatDay(iso);
  const clock = formatClock(iso);
  return (
    <time
      role="cell"
      dateTime={iso}
      title={formatMoment(iso)}
      className="truncate font-mono text-xs text-faint"
    >
      {day && <span className="@max-2xl:hidden">{day} </span>}
      {clock.slice(0, 8)}
      {!day && <span className="@max-2xl:hidden">{clock.slice(8)}</span>}
    </time>
  );
}

function Target({ exchange }: { exchange: ExchangeSummary }) {
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
      <span>{exchange.path}</span>
      {exchange.query !== null && <span className="text-faint">?{exchange.query}</span>}
    </Link>
  );
}

function Sizes({ exchange }: { exchange: ExchangeSummary }) {
  return (
    <span role="cell" className="hidden justify-end gap-2.5 text-xs text-soft tabular @6xl:flex">
      <span className="inline-flex items-center gap-0.5">
        <ArrowUp size={11} aria-label="sent" className="text-faint" />
        {formatBytes(exchange.requestBytes)}
      </span>
      <span className="inline-flex w-16 items-center justify-end gap-0.5">
        <ArrowDown size={11} aria-label="received" className="text-faint" />
        {formatBytes(exchange.responseBytes)}
      </span>
    </span>
  );
}
