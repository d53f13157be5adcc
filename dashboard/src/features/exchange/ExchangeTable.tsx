import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ExchangeSummary } from "@/api/client";
import { formatCount } from "@/lib/format";
import { useShortcuts } from "@/lib/shortcuts";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { ExchangeRow, ROW_GRID, ROW_HEIGHT } from "./ExchangeRow";

interface Props {
  exchanges: readonly ExchangeSummary[];
  selectedId: string | undefined;
  hasMore: boolean;
  onMore: () => void;
  onSelect: (id: string) => void;
}

const NEAR_END = 30;

/** Exchanges without end: only the lines that can be seen exist. */
export function ExchangeTable({ exchanges, selectedId, hasMore, onMore, onSelect }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: exchanges.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => exchanges[index]?.id ?? index,
    overscan: 12,
  });
  const unseen = useAnchor(scroller, exchanges);
  useRowKeys(exchanges, selectedId, onSelect, (index) => rows.scrollToIndex(index));

  const items = rows.getVirtualItems();
  const lastVisible = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastVisible >= exchanges.length - NEAR_END) onMore();
  }, [hasMore, lastVisible, exchanges.length, onMore]);

  return (
    <div className="@container relative flex min-h-0 min-w-0 flex-1 flex-col">
      {unseen > 0 && (
        <Button
          tone="solid"
          className="absolute top-11 left-1/2 z-10 -translate-x-1/2 rounded-full shadow-pop"
          onClick={() => scroller.current?.scrollTo({ top: 0 })}
        >
          <ArrowUp size={14} aria-hidden="true" /> {formatCount(unseen)} new
        </Button>
      )}
      <div
        role="table"
        aria-label="Requests"
        aria-rowcount={hasMore ? -1 : exchanges.length + 1}
        className="flex min-h-0 flex-1 flex-col"
      >
        <Head />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
        <div ref={scroller} role="rowgroup" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto">
          <div className="relative" style={{ height: rows.getTotalSize() }}>
            {items.map(({ index, start, key }) => {
              const exchange = exchanges[index];
              return (
                exchange && (
                  <ExchangeRow
                    key={key}
                    exchange={exchange}
                    index={index}
                    top={start}
                    selected={exchange.id === selectedId}
                  />
                )
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

function Head() {
  const cell = "text-xs font-medium text-faint";
  return (
    <div role="rowgroup" className="border-b border-line">
      <div role="row" className={cx(ROW_GRID, "h-8")}>
        <HeadCell className={cell}>Time</HeadCell>
        <HeadCell className={cell}>Status</HeadCell>
        <HeadCell className={cell}>Request</HeadCell>
        <HeadCell className={cx(cell, "hidden @4xl:block")}>Model</HeadCell>
        <HeadCell className={cx(cell, "hidden @4xl:block")}>Agent</HeadCell>
        <HeadCell className={cx(cell, "hidden text-right @6xl:block")}>First token</HeadCell>
        <HeadCell className={cx(cell, "text-right")}>Duration</HeadCell>
        <HeadCell className={cx(cell, "hidden text-right @6xl:block")}>Size</HeadCell>
      </div>
    </div>
  );
}

function HeadCell({ className, children }: { className: string; children: string }) {
  return (
    <span role="columnheader" className={className}>
      {children}
    </span>
  );
}

/**
 * Keeps the lines in place that somebody has scrolled to while new ones arrive above, and counts
 * those.
 */
function useAnchor(
  scroller: React.RefObject<HTMLDivElement | null>,
  exchanges: readonly ExchangeSummary[],
): number {
  const [seen, setSeen] = useState(exchanges[0]?.id);
  const top = useRef(exchanges[0]?.id);
  useLayoutEffect(() => {
    const element = scroller.current;
    const added = exchanges.findIndex((exchange) => exchange.id === top.current);
    top.current = exchanges[0]?.id;
    if (!element) return;
    if (element.scrollTop > 0 && added > 0) element.scrollTop += added * ROW_HEIGHT;
    else if (element.scrollTop === 0) setSeen(top.current);
  }, [exchanges, scroller]);
  useEffect(() => {
    const element = scroller.current;
    const onScroll = () => element?.scrollTop === 0 && setSeen(top.current);
    element?.addEventListener("scroll", onScroll, { passive: true });
    return () => element?.removeEventListener("scroll", onScroll);
  }, [scroller]);
  return Math.max(
    0,
    exchanges.findIndex((exchange) => exchange.id === seen),
  );
}

/** `j` and `k` go down and up; beside an open request they open its neighbours. */
function useRowKeys(
  exchanges: readonly ExchangeSummary[],
  selectedId: string | undefined,
  onSelect: (id: string) => void,
  reveal: (index: number) => void,
): void {
  function move(by: number) {
    const focused = document.activeElement?.getAttribute("data-exchange");
    const from = exchanges.findIndex((exchange) => exchange.id === (selectedId ?? focused));
    const index = from < 0 ? 0 : Math.min(exchanges.length - 1, Math.max(0, from + by));
    const next = exchanges[index];
    if (!next) return;
    reveal(index);
    if (selectedId !== undefined) onSelect(next.id);
    focusRow(next.id);
  }
  useShortcuts({ j: () => move(1), k: () => move(-1) });
}

/** A line that is just being scrolled to exists from the next frame on only. */
function focusRow(id: string): void {
  const row = () => document.querySelector<HTMLElement>(`[data-exchange="${id}"]`);
  if (row()) row()?.focus();
  else requestAnimationFrame(() => row()?.focus());
}
