import { X } from "lucide-react";
import { Button } from "@/ui/Button";
import { DIMENSION_NAMES, DIMENSIONS, type Dimension, type StatisticsFilters } from "./queries";

interface Props {
  filters: StatisticsFilters;
  onRemove: (name: Dimension) => void;
}

/** What a page is narrowed down to; nothing where it is not. */
export function FilterChips({ filters, onRemove }: Props) {
  const set = DIMENSIONS.filter((name) => filters[name] !== undefined);
  if (set.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap gap-2">
      {set.map((name) => (
        <li key={name} className="max-w-full min-w-0">
          <Button
            onClick={() => onRemove(name)}
            title="Remove this filter"
            className="max-w-full border-accent bg-accent-soft text-ink"
          >
            <span className="text-soft">{DIMENSION_NAMES[name]}</span>
            <span className="truncate">{filters[name]}</span>
            <X size={13} aria-hidden="true" className="shrink-0" />
          </Button>
        </li>
      ))}
    </ul>
  );
}
