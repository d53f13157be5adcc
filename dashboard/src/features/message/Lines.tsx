import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef, useState } from "react";
import { formatCount } from "@/lib/format";
import { cx } from "@/ui/cx";
import { ScrollRegion } from "@/ui/ScrollRegion";

const LINE_HEIGHT = 20;
/** How many lines are shown before somebody asks for all of them. */
const PREVIEW = 12;
/** A few lines more are not worth a button. */
const SLACK = 4;
/** The most that is shown of a text of which nobody has asked for more. */
export const FOLDED_LINES = PREVIEW + SLACK;
/** The height in lines of the window in which a long text scrolls. */
const WINDOW = 28;

interface Props {
  /** What these lines are, for those who do not see them. */
  label: string;
  count: number;
  line: (index: number) => ReactNode;
  /** The number of a line as the gutter tells it; without it there is no gutter. */
  number?: (index: number) => ReactNode;
  /** Shows the end first, for what is told last matters most. */
  fromEnd?: boolean;
  /** Called when somebody asks for all of them. */
  onOpen?: () => void;
}

/** Lines of text, set as code: a few at first, all of them in a window of their own on request. */
export function Lines({ label, count, line, number, fromEnd = false, onOpen }: Props) {
  const [open, setOpen] = useState(false);
  const long = count > FOLDED_LINES;
  const shown = long ? PREVIEW : count;
  const start = fromEnd ? count - shown : 0;
  const row = (index: number) => (
    <div key={index} className="flex min-h-5 leading-5">
      {number && (
        <span
          aria-hidden="true"
          className="w-[5ch] shrink-0 pr-[1.5ch] text-right text-faint select-none"
        >
          {number(index)}
        </span>
      )}
      <span
        className={cx(
          "min-w-0 flex-1",
          open ? "whitespace-pre" : "wrap-anywhere whitespace-pre-wrap",
        )}
      >
        {line(index)}
      </span>
    </div>
  );
  const more = (
    <button
      type="button"
      aria-expanded={open}
      onClick={() => {
        setOpen(!open);
        if (!open) onOpen?.();
      }}
      className="flex h-7 w-full items-center px-3 font-sans text-xs text-faint transition-colors hover:bg-hover hover:text-ink"
    >
      {open ? "Show less" : `Show all ${formatCount(count)} lines`}
    </button>
  );
  return (
    <div className="overflow-hidden rounded-lg bg-sunken font-mono text-xs">
      {long && fromEnd && !open && <div className="border-b border-line/70">{more}</div>}
      {open ? (
        <Window label={label} count={count} row={row} />
      ) : (
        <div className="px-3 py-2">
          {Array.from({ length: shown }, (_, index) => row(start + index))}
        </div>
      )}
      {long && (open || !fromEnd) && <div className="border-t border-line/70">{more}</div>}
    </div>
  );
}

function Window({
  label,
  count,
  row,
}: Pick<Props, "label" | "count"> & { row: (index: number) => ReactNode }) {
  const scroller = useRef<HTMLElement>(null);
  const lines = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 10,
  });
  return (
    <ScrollRegion
      ref={scroller}
      role="group"
      label={label}
      className="overflow-x-auto px-3 py-2"
      style={{ height: Math.min(count, WINDOW) * LINE_HEIGHT + 16 }}
    >
      <div className="relative w-max min-w-full" style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            className="absolute top-0 left-0"
            style={{ height: LINE_HEIGHT, transform: `translateY(${start}px)` }}
          >
            {row(index)}
          </div>
        ))}
      </div>
    </ScrollRegion>
  );
}
