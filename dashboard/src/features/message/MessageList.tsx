import { memo, type ReactNode, useEffect, useRef } from "react";
import { useShortcuts } from "@/lib/shortcuts";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/states";
import { type RowsHandle, VirtualRows } from "@/ui/VirtualRows";
import { BlockView } from "./BlockView";
import { FindBar } from "./FindBar";
import type { MessageRow } from "./rows";
import { useFind } from "./use-find";

interface Props {
  label: string;
  rows: readonly MessageRow[];
  /** What stands beside the search. */
  children?: ReactNode;
  /** The row to begin with. */
  start?: number;
}

/** Messages of any number and size, with a search of their own. */
export function MessageList({ label, rows, children, start = 0 }: Props) {
  const list = useRef<RowsHandle>(null);
  const find = useFind(rows, list);
  const step = (by: 1 | -1) => {
    const top = list.current?.top() ?? 0;
    const firsts = rows.flatMap(({ first }, index) => (first ? [index] : []));
    const next = by > 0 ? firsts.find((at) => at > top) : firsts.findLast((at) => at < top);
    if (next !== undefined) list.current?.show(next, "start");
  };
  useEffect(() => {
    if (start > 0) list.current?.show(start, "start");
  }, [start]);
  useShortcuts({ "]": () => step(1), "[": () => step(-1) });
  if (rows.length === 0) return <EmptyState title="No messages" />;
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-5">
        <FindBar find={find} label={`Find in ${label.toLowerCase()}`} />
        {children}
      </div>
      <VirtualRows
        label={label}
        count={rows.length}
        rowKey={(index) => rows[index]?.key ?? ""}
        estimate={160}
        handle={list}
      >
        {(index) => <Row row={rows[index]} current={find.row === index} />}
      </VirtualRows>
    </>
  );
}

const ROLES = new Map([
  ["user", { name: "User", className: "text-accent" }],
  ["assistant", { name: "Assistant", className: "text-info" }],
  ["system", { name: "System", className: "text-plum" }],
]);

interface RowProps {
  row: MessageRow | undefined;
  current: boolean;
}

/** Scrolling brings new rows; those that are there already are not made anew for it. */
const Row = memo(function Row({ row, current }: RowProps) {
  if (!row) return null;
  const role = ROLES.get(row.role) ?? { name: row.role || "unknown", className: "text-faint" };
  return (
    <article
      aria-label={`Message ${row.message + 1}, ${role.name}`}
      className={cx("px-5", row.first ? "pt-4" : "pt-2.5")}
    >
      {row.first && (
        <h2 className="mb-1.5 flex items-baseline gap-2 text-xs font-semibold">
          <span className={role.className}>{role.name}</span>
          <span className="font-normal text-faint tabular">{row.message + 1}</span>
        </h2>
      )}
      <div
        className={cx(
          "max-w-4xl",
          current && "rounded-xl outline-2 outline-offset-4 outline-accent/60 outline-solid",
        )}
      >
        <BlockView block={row.block} />
      </div>
    </article>
  );
});
