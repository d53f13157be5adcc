import { ArrowDown, ArrowUp } from "lucide-react";
import { cx } from "@/ui/cx";
import type { Column } from "./columns";
import type { ExchangeFilters } from "./filters";

interface Props {
  columns: readonly Column[];
  template: string;
  filters: ExchangeFilters;
  onSort: (column: Column) => void;
}

/** The columns' names; pressing one sorts by it, pressing it again turns the order round. */
export function TableHead({ columns, template, filters, onSort }: Props) {
  return (
    <div role="rowgroup" className="sticky top-0 z-[5] border-b border-line bg-canvas">
      <div
        role="row"
        className="grid h-8 items-center gap-x-4 px-5 text-xs font-medium text-faint"
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} filters={filters} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

function HeadCell({
  column,
  filters,
  onSort,
}: Pick<Props, "filters" | "onSort"> & { column: Column }) {
  const isSorted = column.sort !== undefined && column.sort === (filters.sort ?? "time");
  const ascending = filters.order === "asc";
  const Arrow = ascending ? ArrowUp : ArrowDown;
  return (
    <span
      role="columnheader"
      aria-sort={isSorted ? (ascending ? "ascending" : "descending") : undefined}
      className={cx("min-w-0 truncate", column.figure && "text-right")}
    >
      {column.sort === undefined ? (
        column.label
      ) : (
        <button
          type="button"
          onClick={() => onSort(column)}
          className={cx(
            "inline-flex max-w-full items-center gap-0.5 rounded-sm hover:text-ink",
            isSorted && "text-ink",
          )}
        >
          <span className="truncate">{column.label}</span>
          {isSorted && <Arrow size={11} aria-hidden="true" className="shrink-0" />}
        </button>
      )}
    </span>
  );
}
