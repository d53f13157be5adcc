import { memo } from "react";
import type { ExchangeSummary } from "@/api/client";
import { cx } from "@/ui/cx";
import type { Column } from "./columns";

export const ROW_HEIGHT = 38;

const FRESH_MILLIS = 1_500;

interface Props {
  exchange: ExchangeSummary;
  columns: readonly Column[];
  template: string;
  index: number;
  top: number;
  selected: boolean;
}

/** One exchange as a line of the list. The whole line is a link. */
export const ExchangeRow = memo(function ExchangeRow({
  exchange,
  columns,
  template,
  index,
  top,
  selected,
}: Props) {
  const isFresh = Date.now() - Date.parse(exchange.startedAt) < FRESH_MILLIS;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={cx(
        "absolute inset-x-0 grid items-center gap-x-4 border-b border-line/60 px-5 text-sm hover:bg-hover has-focus-visible:bg-hover",
        selected && "bg-selected hover:bg-selected",
        isFresh && !selected && "arriving",
      )}
      style={{
        height: ROW_HEIGHT,
        transform: `translateY(${top}px)`,
        gridTemplateColumns: template,
      }}
    >
      {columns.map(({ id, figure, cell }) => (
        <span
          key={id}
          role="cell"
          className={cx(
            "min-w-0 truncate",
            figure ? "text-right text-soft tabular" : id !== "request" && "text-soft",
          )}
        >
          {cell(exchange)}
        </span>
      ))}
    </div>
  );
});
