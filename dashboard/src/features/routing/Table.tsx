import type { ReactNode } from "react";
import { cx } from "@/ui/cx";
import { ScrollRegion } from "@/ui/ScrollRegion";

interface Column {
  label: string;
  right?: boolean;
}

/** A few rows of figures that need neither sorting nor scrolling. */
export function Table({
  label,
  columns,
  children,
}: {
  label: string;
  columns: readonly Column[];
  children: ReactNode;
}) {
  return (
    <ScrollRegion
      label={`${label}, as a table`}
      className="flex-none overflow-x-auto rounded-xl border border-line bg-surface"
    >
      <table className="w-full text-left text-sm tabular">
        <thead className="text-xs text-faint">
          <tr className="border-b border-line">
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={cx(
                  "px-3 py-2 font-medium whitespace-nowrap first:pl-4 last:pr-4",
                  column.right && "text-right",
                )}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollRegion>
  );
}

export const ROW = "border-b border-line/60 last:border-0";
export const CELL = "px-3 py-2 whitespace-nowrap first:pl-4 last:pr-4";
