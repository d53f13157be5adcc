import { useVirtualizer } from "@tanstack/react-virtual";
import { Bot, CircleAlert, Scissors } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import type { Turn } from "@/api/client";
import { formatCost, formatCount } from "@/lib/format";
import { cx } from "@/ui/cx";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { contextAt, errorsIn, isAgentCall } from "./landmarks";
import type { Reading } from "./reader";
import type { TurnFacts } from "./turn-facts";

const HEIGHT = 56;

interface Props {
  reading: Reading;
  facts: TurnFacts;
  place: number;
  onGo: (position: number) => void;
}

/** Every turn with its prompt, its cost, and how much context it took. */
export function TurnList({ reading: { turns, turnsComplete }, facts, place, onGo }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const list = useVirtualizer({
    count: turns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
    // What scrolls and what is made for it are two tasks: neither makes the other late.
    useFlushSync: false,
  });
  const current = turns.findLastIndex(({ position }) => position <= place);
  useEffect(() => {
    if (current >= 0) list.scrollToIndex(current, { align: "auto" });
  }, [current, list]);
  return (
    <ScrollRegion ref={scroller} label="Turns">
      <div className="relative" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const turn = turns[index];
          return (
            turn && (
              <div
                key={turn.id}
                className="absolute inset-x-0"
                style={{ height: HEIGHT, transform: `translateY(${start}px)` }}
              >
                <Line
                  turn={turn}
                  number={index + 1}
                  full={facts.window ?? Math.max(1, facts.largest)}
                  current={index === current}
                  onGo={onGo}
                />
              </div>
            )
          );
        })}
      </div>
      {!turnsComplete && (
        <p role="status" className="px-4 py-3 text-xs text-faint">
          Reading the turns
        </p>
      )}
    </ScrollRegion>
  );
}

interface LineProps {
  turn: Turn;
  number: number;
  /** How many tokens the whole bar is. */
  full: number;
  current: boolean;
  onGo: (position: number) => void;
}

const Line = memo(function Line({ turn, number, full, current, onGo }: LineProps) {
  const errors = errorsIn(turn);
  const agents = turn.toolCalls.filter(isAgentCall).length;
  return (
    <button
      type="button"
      aria-current={current || undefined}
      onClick={() => onGo(turn.position)}
      className={cx(
        "flex h-full w-full flex-col justify-center gap-1 border-b border-l-2 border-line/60 px-4 text-left transition-colors hover:bg-hover",
        current ? "border-l-accent bg-selected/60" : "border-l-transparent",
      )}
    >
      <span className="flex w-full items-center gap-2 text-sm">
        <span className="w-7 shrink-0 text-right text-xs text-faint tabular">{number}</span>
        {turn.kind === "continuation" && (
          <Scissors size={12} aria-label="compacted" className="shrink-0 text-plum" />
        )}
        <span className="truncate">{turn.prompt || "Without words"}</span>
      </span>
      <span className="flex w-full items-center gap-2 pl-9 text-xs text-faint tabular">
        <span
          aria-hidden="true"
          className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-sunken"
        >
          <span
            className="block h-full bg-info/70"
            style={{ width: `${Math.min(1, (contextAt(turn) ?? 0) / full) * 100}%` }}
          />
        </span>
        {turn.toolCalls.length > 0 && (
          <span>
            {formatCount(turn.toolCalls.length)} {turn.toolCalls.length === 1 ? "call" : "calls"}
          </span>
        )}
        {agents > 0 && (
          <span className="flex items-center gap-0.5 text-plum">
            <Bot size={12} aria-label="agents" /> {agents}
          </span>
        )}
        {errors > 0 && (
          <span className="flex items-center gap-0.5 text-bad">
            <CircleAlert size={12} aria-label="errors" /> {errors}
          </span>
        )}
        <span className="ml-auto">
          {turn.working ? (
            <span className="text-info">working</span>
          ) : (
            formatCost(turn.spending.cost.total)
          )}
        </span>
      </span>
    </button>
  );
});
