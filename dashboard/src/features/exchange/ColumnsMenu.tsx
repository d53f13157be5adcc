import { Columns3 } from "lucide-react";
import { Popover } from "radix-ui";
import { Button } from "@/ui/Button";
import { chooseColumns, useChosenColumns } from "./chosen-columns";
import { COLUMNS } from "./columns";

/** Which columns the list has; kept for the next time. */
export function ColumnsMenu({ shown }: { shown: readonly string[] }) {
  const chosen = useChosenColumns();
  const toggle = (id: string) => {
    const ids = new Set(chosen ?? shown);
    if (!ids.delete(id)) ids.add(id);
    chooseColumns(COLUMNS.map((column) => column.id).filter((one) => ids.has(one)));
  };
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button aria-label="Columns" title="Columns">
          <Columns3 size={14} aria-hidden="true" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          aria-label="Columns"
          className="z-20 w-52 rounded-xl border border-line bg-surface p-1.5 text-sm shadow-pop"
        >
          {COLUMNS.map(({ id, label }) => (
            <label
              key={id}
              className="flex h-7 items-center gap-2.5 rounded-lg px-2 hover:bg-hover has-disabled:text-faint"
            >
              <input
                type="checkbox"
                className="accent-accent"
                checked={shown.includes(id)}
                disabled={id === "request"}
                onChange={() => toggle(id)}
              />
              {label}
            </label>
          ))}
          <Button
            className="mt-1.5 w-full"
            disabled={chosen === null}
            onClick={() => chooseColumns(null)}
          >
            As many as fit
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
