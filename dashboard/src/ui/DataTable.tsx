import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export interface Column<Row> {
  key: string;
  name: string;
  /** What the column is about, where its name does not say it all. */
  title?: string;
  /** By what it is sorted; columns without cannot be. */
  sort?: (row: Row) => number | string | null;
  cell: (row: Row) => ReactNode;
  align?: "right";
  className?: string;
}

export interface Sort {
  key: string;
  ascending: boolean;
}

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** How the first column's cells are read out: as the row's name. */
  className?: string;
}

/** Rows that are all there, sorted by whichever column. The first column names the row. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  className,
}: Props<Row>) {
  const sorted = sortRows(rows, columns, sort);
  return (
    <table aria-label={label} className={cx("w-full text-sm tabular", className)}>
      <thead className="text-xs text-faint">
        <tr className="border-y border-line">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              title={column.title}
              aria-sort={
                sort.key !== column.key ? "none" : sort.ascending ? "ascending" : "descending"
              }
              className={cx(CELL, "h-8 font-medium", alignment(column), column.className)}
            >
              {column.sort ? (
                <SortButton column={column} sort={sort} onSort={onSort} />
              ) : (
                column.name
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr
            key={rowKey(row)}
            className="border-b border-line transition-colors last:border-0 hover:bg-hover"
          >
            {columns.map((column, index) => {
              const className = cx(CELL, "h-9", alignment(column), column.className);
              return index === 0 ? (
                <th key={column.key} scope="row" className={cx(className, "font-medium")}>
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.key} className={className}>
                  {column.cell(row)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A column of figures; what has none is a dash, and comes last. */
export function figureColumn<Row>(
  key: string,
  name: string,
  read: (row: Row) => number | null,
  format: (value: number) => string,
): Column<Row> {
  return {
    key,
    name,
    align: "right",
    sort: read,
    cell: (row) => {
      const value = read(row);
      return value === null ? <span className="text-faint">–</span> : format(value);
    },
  };
}

/** Where there is little room, columns stand closer, so that all of them can be seen. */
const CELL = "px-3 @max-4xl:px-1.5 first:pl-4 last:pr-4 whitespace-nowrap";

function alignment({ align }: { align?: "right" }): string {
  return align === "right" ? "text-right" : "text-left";
}

function SortButton<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const chosen = sort.key === column.key;
  const Arrow = sort.ascending ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={() => onSort({ key: column.key, ascending: chosen && !sort.ascending })}
      className={cx(
        "inline-flex items-center gap-1 rounded-sm hover:text-ink",
        chosen && "text-ink",
        column.align === "right" && "flex-row-reverse",
      )}
    >
      {column.name}
      <Arrow size={11} aria-hidden="true" className={chosen ? "" : "invisible"} />
    </button>
  );
}

/** The rows in this order; what has no value comes last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { key, ascending }: Sort,
): Row[] {
  const by = columns.find((column) => column.key === key)?.sort;
  if (!by) return [...rows];
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order = typeof a === "string" ? a.localeCompare(String(b)) : Number(a) - Number(b);
    return ascending ? order : -order;
  });
}

/** Reads an order out of a URL: `cost`, or `-cost` for the smallest first. */
export function parseSort(value: unknown, keys: readonly string[]): string | undefined {
  if (typeof value !== "string") return undefined;
  return keys.includes(value.replace(/^-/, "")) ? value : undefined;
}

export function sortOf(value: string | undefined, usual: string): Sort {
  const text = value ?? usual;
  return { key: text.replace(/^-/, ""), ascending: text.startsWith("-") };
}

export function sortText({ key, ascending }: Sort): string {
  return (ascending ? "-" : "") + key;
}
