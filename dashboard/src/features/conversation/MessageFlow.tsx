import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import { ScrollRegion } from "@/ui/ScrollRegion";
import type { RowsHandle } from "@/ui/VirtualRows";
import { type FlowRow, placeOf } from "./flow-rows";

/** What a message that was not read yet is taken to measure, in pixels. */
export const MESSAGE_HEIGHT = 150;
const TURN_HEIGHT = 56;
const BLOCK_HEIGHT = 110;
/** So near to its end, in pixels, the end stays in view as it grows. */
const AT_END = 120;

interface Props {
  rows: readonly FlowRow[];
  /** How many rows follow these: what is being said at this moment. */
  tail: number;
  children: (index: number) => ReactNode;
  handle: Ref<RowsHandle>;
  /** Tells the place of what stands at the top of what is seen. */
  onPlace: (position: number) => void;
}

/** A conversation of any length: only the rows that exist can be seen, and they stay where they are. */
export function MessageFlow({ rows, tail, children, handle, onPlace }: Props) {
  const scroller = useRef<HTMLElement>(null);
  // The same function while the rows are the same, or every row would be measured up anew.
  const keyOf = useCallback(
    (index: number) => rows[index]?.key ?? `tail${index - rows.length}`,
    [rows],
  );
  const list = useVirtualizer({
    count: rows.length + tail,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    getItemKey: keyOf,
    overscan: 4,
    paddingStart: 12,
    paddingEnd: 48,
  });
  useImperativeHandle(handle, () => handleOf(scroller.current, list), [list]);
  useAnchor(rows, list, scroller.current);
  useEnd(list, scroller.current);
  const top = list.getVirtualItemForOffset((list.scrollOffset ?? 0) + 24)?.index ?? 0;
  const row = rows[Math.min(top, rows.length - 1)];
  const place = row && (row.kind === "gap" ? row.from : placeOf(row));
  useEffect(() => {
    if (place !== undefined) onPlace(place);
  }, [place, onPlace]);
  return (
    <ScrollRegion ref={scroller} label="Messages" className="[overflow-anchor:none]">
      <div className="relative" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            ref={list.measureElement}
            data-index={index}
            className="absolute inset-x-0"
            style={{ transform: `translateY(${start}px)` }}
          >
            {children(index)}
          </div>
        ))}
      </div>
    </ScrollRegion>
  );
}

function heightOf(row: FlowRow | undefined): number {
  if (row?.kind === "gap") return row.count * MESSAGE_HEIGHT;
  return row?.kind === "turn" ? TURN_HEIGHT : BLOCK_HEIGHT;
}

type List = Virtualizer<HTMLElement, Element>;

interface Anchor {
  rows: readonly FlowRow[];
  key: string;
  /** How far the top of what is seen stands below the row's own. */
  below: number;
  /** For what has not been read: which share of it stands above the top. */
  gap: { from: number; count: number; share: number } | undefined;
}

/** Keeps in place what is seen when messages are read above it, or in the place of a gap. */
function useAnchor(rows: readonly FlowRow[], list: List, element: HTMLElement | null): void {
  const anchor = useRef<Anchor>(undefined);
  useLayoutEffect(() => {
    const known = anchor.current;
    if (!known || known.rows === rows || !element) return;
    const { key, below, gap } = known;
    let index = rows.findIndex((row) => row.key === key);
    let offset = below;
    if (index < 0 && gap) {
      const place = gap.from + Math.floor(gap.share * gap.count);
      index = rows.findIndex((row) => placeOf(row) >= place);
      offset = 0;
    }
    if (index < 0) return;
    const start = list.measurementsCache[index]?.start;
    if (start !== undefined) list.scrollToOffset(start + offset);
  }, [rows, list, element]);
  useLayoutEffect(() => {
    const offset = list.scrollOffset ?? 0;
    const items = list.getVirtualItems();
    const item = items.find(({ end }) => end > offset);
    const row = item && rows[item.index];
    anchor.current =
      item && row
        ? {
            rows,
            key: row.key,
            below: offset - item.start,
            gap:
              row.kind === "gap"
                ? {
                    from: row.from,
                    count: row.count,
                    share: Math.max(0, (offset - item.start) / item.size),
                  }
                : undefined,
          }
        : undefined;
  });
}

/** Who looks at the end keeps looking at it while it grows. */
function useEnd(list: List, element: HTMLElement | null): void {
  const size = list.getTotalSize();
  const before = useRef(size);
  useLayoutEffect(() => {
    const grown = size - before.current;
    before.current = size;
    if (!element || grown <= 0) return;
    const end = size - grown - element.clientHeight;
    if (end > 0 && element.scrollTop >= end - AT_END) element.scrollTop = size;
  }, [size, element]);
}

function handleOf(element: HTMLElement | null, list: List): RowsHandle {
  return {
    element: () => element,
    show: (index, align) => list.scrollToIndex(index, { align }),
    top: () => list.getVirtualItemForOffset((list.scrollOffset ?? 0) + 24)?.index ?? 0,
  };
}
