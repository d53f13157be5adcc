import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ExchangeSummary } from "@/api/client";
import { formatCount } from "@/lib/format";
import { useShortcuts } from "@/lib/shortcuts";
import { Button } from "@/ui/Button";
import { gridOf } from "./chosen-columns";
import type { Column } from "./columns";
import { ExchangeRow, ROW_HEIGHT } from "./ExchangeRow";
import { type ExchangeFilters, isNewestFirst } from "./filters";
import { TableHead } from "./TableHead";

interface Props {
  exchanges: readonly ExchangeSummary[];
  columns: readonly Column[];
  /** In pixels. */
  width: number;
  filters: ExchangeFilters;
  selectedId: string | undefined;
  hasMore: boolean;
  onMore: () => void;
  onSelect: (id: string) => void;
  onSort: (column: Column) => void;
}

const NEAR_END = 60;
const HEAD_HEIGHT = 32;

/** Exchanges without end: only the lines that can be seen exist. */
export function ExchangeTable({
  exchanges,
  columns,
  width,
  filters,
  selectedId,
  hasMore,
  onMore,
  onSelect,
  onSort,
}: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { template, least } = useMemo(() => gridOf(columns, width), [columns, width]);
  const rows = useVirtualizer({
    count: exchanges.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => exchanges[index]?.id ?? index,
    overscan: 12,
    // What scrolls and what is made for it are two tasks: neither makes the other late.
    useFlushSync: false,
    scrollPaddingEnd: HEAD_HEIGHT,
  });
  const unseen = useAnchor(scroller, exchanges, isNewestFirst(filters));
  useRowKeys(exchanges, selectedId, onSelect, (index) => rows.scrollToIndex(index));

  const items = rows.getVirtualItems();
  const lastVisible = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastVisible >= exchanges.length - NEAR_END) onMore();
  }, [hasMore, lastVisible, exchanges.length, onMore]);

  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      {unseen > 0 && (
        <Button
          tone="solid"
          className="absolute top-11 left-1/2 z-20 -translate-x-1/2 rounded-full shadow-pop"
          onClick={() => scroller.current?.scrollTo({ top: 0 })}
        >
          <ArrowUp size={14} aria-hidden="true" /> {formatCount(unseen)} new
        </Button>
      )}
      <div
        ref={scroller}
        role="table"
        aria-label="Requests"
        aria-rowcount={hasMore ? -1 : exchanges.length + 1}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        tabIndex={0}
        className="@container min-h-0 flex-1 overflow-auto [overflow-anchor:none]"
      >
        <div style={{ minWidth: least }}>
          <TableHead columns={columns} template={template} filters={filters} onSort={onSort} />
          <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
            {items.map(({ index, start, key }) => {
              const exchange = exchanges[index];
              return (
                exchange && (
                  <ExchangeRow
                    key={key}
                    exchange={exchange}
                    columns={columns}
                    template={template}
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

/**
 * Keeps the lines in place that somebody has scrolled to while new ones arrive above, and counts
 * those.
 */
function useAnchor(
  scroller: React.RefObject<HTMLDivElement | null>,
  exchanges: readonly ExchangeSummary[],
  newestFirst: boolean,
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
  if (!newestFirst) return 0;
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
