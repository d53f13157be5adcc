import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
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
const OVERSCAN = 12;
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
  const [overscan, onChange] = useOverscan();
  const rows = useVirtualizer({
    count: exchanges.length,
    getScrollElement: () => scroller.current,
    // Every line is as high as the others: none is measured, and its place is all there is to know of it.
    estimateSize: () => ROW_HEIGHT,
    overscan,
    onChange,
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
            {items.map(({ index, start }) => {
              const exchange = exchanges[index];
              return (
                exchange && (
                  <ExchangeRow
                    key={exchange.id}
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
 * How many lines exist beyond what is seen: none where nothing stays of what was seen before. Whoever
 * goes that fast would wait for lines that have gone again before they are seen.
 */
function useOverscan(): [number, (list: Virtualizer<HTMLDivElement, Element>) => void] {
  const [overscan, setOverscan] = useState(OVERSCAN);
  const before = useRef(0);
  const onChange = useCallback(
    ({ scrollOffset, scrollRect }: Virtualizer<HTMLDivElement, Element>) => {
      const moved = Math.abs((scrollOffset ?? 0) - before.current);
      before.current = scrollOffset ?? 0;
      setOverscan(moved > (scrollRect?.height ?? 0) ? 0 : OVERSCAN);
    },
    [],
  );
  return [overscan, onChange];
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
