import { Link } from "@tanstack/react-router";
import { GitBranch } from "lucide-react";
import { memo, useEffect } from "react";
import { BlockView } from "@/features/message/BlockView";
import { formatClock, formatCost, formatCount, formatMicros, formatTokens } from "@/lib/format";
import { cx } from "@/ui/cx";
import type { BlockRow, FlowRow, GapRow } from "./flow-rows";
import { MESSAGE_HEIGHT } from "./MessageFlow";
import { TurnHeader } from "./TurnHeader";
import type { TurnFacts } from "./turn-facts";

interface Props {
  row: FlowRow;
  facts: TurnFacts;
  /** Whether it holds what is searched for. */
  found: boolean;
  /** Whether somebody went to it. */
  current: boolean;
  onGap: (from: number) => void;
}

/** Scrolling brings new rows; those that are there already are not made anew for it. */
export const FlowRowView = memo(function FlowRowView({ row, facts, onGap, ...marks }: Props) {
  switch (row.kind) {
    case "turn":
      return <TurnHeader row={row} facts={facts} current={marks.current} />;
    case "gap":
      return <Gap row={row} onGap={onGap} />;
    case "block":
      return <MessageBlock row={row} facts={facts} {...marks} />;
  }
});

const NAMES = new Map([
  ["assistant", "Assistant"],
  ["user", "User"],
  ["system", "System"],
]);

function MessageBlock({
  row: { message, block, first, fork },
  facts,
  found,
  current,
}: { row: BlockRow } & Omit<Props, "row" | "onGap">) {
  const prompt = message.kind === "prompt" && block.kind === "text";
  return (
    <article
      aria-label={`Message ${message.position}, ${NAMES.get(message.role) ?? message.role}`}
      className={cx("group px-5", first ? "pt-3" : "pt-2.5")}
    >
      {first && message.role === "assistant" && <AnswerFacts message={message} facts={facts} />}
      <div
        className={cx(
          "max-w-4xl",
          prompt && "rounded-xl bg-selected/60 px-4 py-3",
          found && "rounded-xl outline-2 outline-offset-4 outline-accent/60 outline-solid",
          current && !found && first && "arriving rounded-xl",
        )}
      >
        <BlockView block={block} />
      </div>
      {fork && (
        <p className="mt-3 flex items-center gap-1.5 text-xs text-info">
          <GitBranch size={13} aria-hidden="true" />
          The history goes on in {formatCount(message.followers)} ways from here.
        </p>
      )}
    </article>
  );
}

/** What an answer took, in a low voice, and the way to its request. */
function AnswerFacts({ message, facts }: { message: BlockRow["message"]; facts: TurnFacts }) {
  const step = facts.step(message.id);
  return (
    <p className="mb-1 flex h-4 max-w-4xl items-center gap-2 text-xs text-faint tabular">
      {step && (
        <>
          <time dateTime={step.startedAt}>{formatClock(step.startedAt).slice(0, 8)}</time>
          <span>{formatMicros(step.durationMicros)}</span>
          <span>{formatTokens(step.tokens.output)} out</span>
          <span>{formatCost(step.spending.cost.total)}</span>
          {step.attempt > 1 && <span className="text-warn">attempt {step.attempt}</span>}
        </>
      )}
      {message.request !== null && (
        <Link
          to="/requests/$id"
          params={{ id: message.request }}
          search={{}}
          className="underline-offset-2 opacity-0 group-hover:opacity-100 hover:underline focus-visible:opacity-100"
        >
          request
        </Link>
      )}
    </p>
  );
}

function Gap({ row, onGap }: { row: GapRow; onGap: (from: number) => void }) {
  useEffect(() => onGap(row.from), [row.from, onGap]);
  const lines = ["w-1/3", "w-3/4", "w-2/3", "w-1/2", "w-3/5", "w-1/4"];
  return (
    <div
      role="status"
      aria-label={`Reading ${row.count} messages`}
      className="flex flex-col gap-4 overflow-hidden px-5 pt-4"
      style={{ height: row.count * MESSAGE_HEIGHT }}
    >
      {Array.from({ length: row.count }, (_, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same.
          key={line}
          aria-hidden="true"
          className={cx("h-3 shrink-0 rounded-full bg-sunken", lines[line % lines.length])}
        />
      ))}
    </div>
  );
}
