import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useImperativeHandle, useRef } from "react";
import { cx } from "./cx";
import { ScrollRegion } from "./ScrollRegion";

export interface RowsHandle {
  /** The scrolling element, for what has to look at the rows that exist. */
  element: () => HTMLElement | null;
  show: (index: number, align: "start" | "center") => void;
  /** The row at the top of what is seen. */
  top: () => number;
}

interface Props {
  label: string;
  count: number;
  rowKey: (index: number) => string;
  /** What a row that was never seen is taken to measure, in pixels. */
  estimate: number;
  children: (index: number) => ReactNode;
  className?: string;
  handle?: Ref<RowsHandle>;
}

/** Rows of any height, of which only those exist that can be seen. */
export function VirtualRows({
  label,
  count,
  rowKey,
  estimate,
  children,
  className,
  handle,
}: Props) {
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: rowKey,
    overscan: 3,
    paddingStart: 12,
    paddingEnd: 24,
  });
  useImperativeHandle(handle, () => handleOf(scroller.current, rows), [rows]);
  return (
    <ScrollRegion ref={scroller} label={label} className={cx("[overflow-anchor:none]", className)}>
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            ref={rows.measureElement}
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

function handleOf(
  element: HTMLElement | null,
  rows: Virtualizer<HTMLElement, Element>,
): RowsHandle {
  return {
    element: () => element,
    show: (index, align) => rows.scrollToIndex(index, { align }),
    top: () => rows.getVirtualItemForOffset((rows.scrollOffset ?? 0) + 16)?.index ?? 0,
  };
}
