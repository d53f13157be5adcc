import { Link } from "@tanstack/react-router";
import { CircleAlert, Link2, Scissors } from "lucide-react";
import type { Turn } from "@/api/client";
import { formatClock, formatCost, formatCount, formatDay, formatMicros } from "@/lib/format";
import { cx } from "@/ui/cx";
import { ContextGauge } from "./ContextGauge";
import type { TurnRow } from "./flow-rows";
import { contextAt, errorsIn } from "./landmarks";
import type { TurnFacts } from "./turn-facts";

interface Props {
  row: TurnRow;
  facts: TurnFacts;
  current: boolean;
}

/** Where a turn begins, and what came of it. */
export function TurnHeader({ row: { message }, facts, current }: Props) {
  const known = facts.turn(message.id);
  const compacted = message.kind === "continuation";
  return (
    <div className={cx("px-5 pt-5", message.position === 1 && "pt-1")}>
      <div
        className={cx(
          "group flex h-8 max-w-4xl items-center gap-3 border-b text-xs tabular",
          current ? "border-accent" : "border-line",
        )}
      >
        <h2 className="flex items-center gap-1.5 text-sm font-semibold">
          {compacted && <Scissors size={13} aria-hidden="true" className="text-plum" />}
          {compacted ? "Compacted" : "Turn"} {known && formatCount(known.number)}
        </h2>
        <Link
          to="."
          search={({ message: _, ...search }) => ({ ...search, turn: String(message.id) })}
          replace
          aria-label="Link to this turn"
          className="text-faint opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
        >
          <Link2 size={13} />
        </Link>
        {known && <Facts turn={known.turn} window={facts.window} />}
      </div>
    </div>
  );
}

function Facts({ turn, window }: { turn: Turn; window: number | null }) {
  const { startedAt, lastActivityAt, requests, toolCalls, spending, working } = turn;
  const errors = errorsIn(turn);
  const micros = (Date.parse(lastActivityAt) - Date.parse(startedAt)) * 1_000;
  const context = contextAt(turn);
  return (
    <span className="ml-auto flex min-w-0 items-center gap-3 whitespace-nowrap text-faint">
      {errors > 0 && (
        <span className="flex items-center gap-1 text-bad">
          <CircleAlert size={12} aria-hidden="true" />
          {errors} {errors === 1 ? "error" : "errors"}
        </span>
      )}
      <time dateTime={startedAt} className="@max-3xl:hidden">
        {formatDay(startedAt)} {formatClock(startedAt).slice(0, 8)}
      </time>
      <span className="@max-3xl:hidden">
        {formatCount(requests.length)} {requests.length === 1 ? "request" : "requests"}
        {toolCalls.length > 0 &&
          `, ${formatCount(toolCalls.length)} ${toolCalls.length === 1 ? "call" : "calls"}`}
      </span>
      <span>{working ? <span className="text-info">working</span> : formatMicros(micros)}</span>
      <span className="font-medium text-soft">{formatCost(spending.cost.total)}</span>
      {context !== undefined && <ContextGauge tokens={context} window={window} />}
    </span>
  );
}
