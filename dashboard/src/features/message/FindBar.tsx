import { ChevronDown, ChevronUp, Search } from "lucide-react";
import { useRef } from "react";
import { formatCount } from "@/lib/format";
import { useShortcuts } from "@/lib/shortcuts";
import { IconButton } from "@/ui/Button";
import type { Find } from "./use-find";

/** Searches what is shown below, and steps from one place to the next. */
export function FindBar({ find, label }: { find: Find; label: string }) {
  const input = useRef<HTMLInputElement>(null);
  useShortcuts({
    f: (event) => {
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    },
  });
  const searching = find.text.trim() !== "";
  return (
    <search className="flex min-w-0 flex-1 items-center gap-1">
      <span className="relative min-w-0 flex-1 sm:max-w-72">
        <Search
          size={14}
          aria-hidden="true"
          className="pointer-events-none absolute top-2 left-2.5 text-faint"
        />
        <input
          ref={input}
          type="search"
          aria-label={label}
          placeholder="Find (f)"
          value={find.text}
          onChange={(event) => find.setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") find.step(event.shiftKey ? -1 : 1);
            if (event.key === "Escape") {
              event.preventDefault();
              find.setText("");
              input.current?.blur();
            }
          }}
          className="h-8 w-full rounded-lg border border-line bg-surface pr-2 pl-8 text-sm placeholder:text-faint"
        />
      </span>
      <span role="status" className="shrink-0 px-1 text-xs text-faint tabular">
        {searching &&
          (find.hits.length === 0
            ? "nothing found"
            : `${formatCount(find.at + 1)} of ${formatCount(find.hits.length)}`)}
      </span>
      {searching && (
        <>
          <IconButton label="Previous place (Shift+Enter)" onClick={() => find.step(-1)}>
            <ChevronUp size={15} />
          </IconButton>
          <IconButton label="Next place (Enter)" onClick={() => find.step(1)}>
            <ChevronDown size={15} />
          </IconButton>
        </>
      )}
    </search>
  );
}
