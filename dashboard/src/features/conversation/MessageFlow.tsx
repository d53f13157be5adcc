import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import {
  type ReactNode,
  type Ref,
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
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
/** How many rows exist beyond what is seen. */
const BEYOND = 5;

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
  // What can be seen comes first, and what is beyond it when there is time.
  const [overscan, setOverscan] = useState(0);
  useEffect(() => startTransition(() => setOverscan(BEYOND)), []);
  const list = useVirtualizer({
    count: rows.length + tail,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    getItemKey: keyOf,
    overscan,
    // What scrolls and what is made for it are two tasks: neither makes the other late.
    useFlushSync: false,
    paddingStart: 12,
    paddingEnd: 48,
  });
  const hold = useHold(rows, list, scroller);
  useEnd(list, scroller);
  useImperativeHandle(
    handle,
    () => ({
      element: () => scroller.current,
      show: (index, align) => {
        const free = (list.scrollRect?.height ?? 0) - (list.measurementsCache[index]?.size ?? 0);
        hold(keyOf(index), align === "center" ? -free / 2 : 0);
      },
      top: () => list.getVirtualItemForOffset((list.scrollOffset ?? 0) + 24)?.index ?? 0,
    }),
    [list, hold, keyOf],
  );
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
type Scroller = RefObject<HTMLElement | null>;

/** For how long a row is held where it is once nothing around it changes its size, in ms. */
const SETTLING_MILLIS = 700;
const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];

/** A row, and how far the top of what is seen stands below the row's own. */
interface Anchor {
  rows: readonly FlowRow[];
  key: string;
  below: number;
  /** For what has not been read: the place in the conversation that stands at the top. */
  place: number | undefined;
  /** Whether the end is in view: it then is what stays in view. */
  atEnd: boolean;
}

/**
 * Keeps in place what is seen while messages are read above it, or in the place of a gap, and rows
 * find out how high they are. Whoever scrolls is let go.
 *
 * @returns what brings a row to where the top of what is seen is so far below its own, and holds it there
 */
function useHold(
  rows: readonly FlowRow[],
  list: List,
  scroller: Scroller,
): (key: string, below: number) => void {
  const anchor = useRef<Anchor>(undefined);
  const dragging = useRef(false);
  const held = useRef<{ key: string; below: number; until: number }>(undefined);
  useEffect(() => {
    const element = scroller.current;
    const release = ({ type }: Event) => {
      held.current = undefined;
      if (type === "pointerdown") dragging.current = true;
    };
    const drop = () => {
      dragging.current = false;
    };
    for (const name of MOVES) element?.addEventListener(name, release, { passive: true });
    document.addEventListener("pointerup", drop);
    return () => {
      for (const name of MOVES) element?.removeEventListener(name, release);
      document.removeEventListener("pointerup", drop);
    };
  }, [scroller]);

  const settle = useCallback(() => {
    const element = scroller.current;
    const holding = held.current;
    if (!element || !holding) return;
    const index = rows.findIndex(({ key }) => key === holding.key);
    const start = list.measurementsCache[index]?.start;
    const now = performance.now();
    if (start === undefined || now > holding.until) {
      held.current = undefined;
      return;
    }
    const most = element.scrollHeight - element.clientHeight;
    const wanted = Math.max(0, Math.min(start + holding.below, most));
    if (Math.abs(element.scrollTop - wanted) < 1) return;
    element.scrollTop = wanted;
    // It hears of that later, and reckons with where it was until then.
    list.scrollOffset = wanted;
    holding.until = now + SETTLING_MILLIS;
  }, [rows, list, scroller]);

  useLayoutEffect(() => {
    const before = anchor.current;
    if (before && before.rows !== rows) {
      const { key, below, place } = before;
      const stays = place === undefined || rows.some((row) => row.key === key);
      const now = stays ? key : rows.find((row) => placeOf(row) >= place)?.key;
      const until = performance.now() + SETTLING_MILLIS;
      if (held.current) held.current.until = until;
      else if (now !== undefined && !before.atEnd && !dragging.current)
        held.current = { key: now, below: stays ? below : 0, until };
    }
    settle();
    if (!held.current) anchor.current = anchorOf(rows, list);
    else anchor.current = { rows, ...held.current, place: undefined, atEnd: false };
  });
  return useCallback(
    (key: string, below: number) => {
      held.current = { key, below, until: performance.now() + SETTLING_MILLIS };
      settle();
    },
    [settle],
  );
}

function anchorOf(rows: readonly FlowRow[], list: List): Anchor | undefined {
  const offset = list.scrollOffset ?? 0;
  const item = list.getVirtualItems().find(({ end }) => end > offset);
  const row = item && rows[item.index];
  if (!item || !row) return undefined;
  const below = offset - item.start;
  const place =
    row.kind === "gap"
      ? row.from + Math.floor((Math.max(0, below) / item.size) * row.count)
      : undefined;
  const end = offset + (list.scrollRect?.height ?? 0);
  const atEnd = row.kind !== "gap" && end >= list.getTotalSize() - AT_END;
  return { rows, key: row.key, below, place, atEnd };
}

/** Who looks at the end keeps looking at it while it grows. */
function useEnd(list: List, scroller: Scroller): void {
  const size = list.getTotalSize();
  const before = useRef(size);
  useLayoutEffect(() => {
    const element = scroller.current;
    const grown = size - before.current;
    before.current = size;
    if (!element || grown <= 0) return;
    const end = size - grown - element.clientHeight;
    if (end > 0 && element.scrollTop >= end - AT_END) element.scrollTop = size;
  }, [size, scroller]);
}
