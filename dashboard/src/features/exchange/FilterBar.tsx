import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ExchangeSummary } from "@/api/client";
import { formatModel, formatShortId } from "@/lib/format";
import { useShortcuts } from "@/lib/shortcuts";
import { Button } from "@/ui/Button";
import { Kbd } from "@/ui/Kbd";
import { Select } from "@/ui/Select";
import { type ExchangeFilters, hasFilters, OUTCOMES } from "./filters";
import { OUTCOME_LOOKS } from "./outcomes";

interface Props {
  filters: ExchangeFilters;
  exchanges: readonly ExchangeSummary[];
  onChange: (filters: ExchangeFilters) => void;
}

const STATUSES = [
  { value: "2xx", label: "2xx" },
  { value: "3xx", label: "3xx" },
  { value: "4xx", label: "4xx" },
  { value: "5xx", label: "5xx" },
];

const OUTCOME_CHOICES = OUTCOMES.map((value) => ({ value, label: OUTCOME_LOOKS[value].label }));

/** What the list is about. It stands in the URL, so that any view can be linked. */
export function FilterBar({ filters, exchanges, onChange }: Props) {
  const models = choices(exchanges, filters.model, (one) => one.model, formatModel);
  const sessions = choices(exchanges, filters.session, (one) => one.sessionId, formatShortId);
  const agents = choices(exchanges, filters.agent, (one) => one.agentId, formatShortId);
  function set(name: keyof ExchangeFilters, value: string) {
    const { [name]: _, ...others } = filters;
    onChange(value === "" ? others : { ...others, [name]: value });
  }
  return (
    <div role="search" className="flex items-center gap-2 @max-4xl:flex-wrap">
      <TextFilter value={filters.q ?? ""} onChange={(value) => set("q", value)} />
      <div className="flex min-w-0 gap-2 @max-2xl:w-full @max-2xl:gap-1">
        <Select
          label="Status"
          value={filters.status ?? ""}
          choices={STATUSES}
          onChange={(value) => set("status", value)}
        />
        <Select
          label="Outcome"
          value={filters.outcome ?? ""}
          choices={OUTCOME_CHOICES}
          onChange={(value) => set("outcome", value)}
        />
        <Select
          label="Model"
          value={filters.model ?? ""}
          choices={models}
          onChange={(value) => set("model", value)}
        />
        <Select
          label="Session"
          value={filters.session ?? ""}
          choices={sessions}
          onChange={(value) => set("session", value)}
        />
        <Select
          label="Agent"
          value={filters.agent ?? ""}
          choices={[
            { value: "main", label: "main" },
            ...agents.filter(({ value }) => value !== "main"),
          ]}
          onChange={(value) => set("agent", value)}
        />
      </div>
      {hasFilters(filters) && (
        <Button onClick={() => onChange({})}>
          <X size={14} aria-hidden="true" /> Clear
        </Button>
      )}
    </div>
  );
}

/** Follows the keys after a moment, so that not every letter asks the server. */
function TextFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), 200);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      input.current?.focus();
    },
  });
  return (
    <label className="relative flex min-w-44 flex-1 items-center @max-4xl:min-w-full @4xl:max-w-72">
      <Search size={14} className="absolute left-2.5 text-faint" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label="Filter by method, path or query"
        placeholder="Method, path or query"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        className="h-8 w-full rounded-lg border border-line bg-surface pr-8 pl-8 text-sm placeholder:text-faint"
      />
      <span className="pointer-events-none absolute right-2" aria-hidden="true">
        <Kbd>/</Kbd>
      </span>
    </label>
  );
}

/** What occurs in the list, and what is chosen even if it does not. */
function choices(
  exchanges: readonly ExchangeSummary[],
  chosen: string | undefined,
  read: (exchange: ExchangeSummary) => string | null,
  format: (value: string) => string,
): { value: string; label: string }[] {
  const values = new Set(chosen === undefined ? [] : [chosen]);
  for (const exchange of exchanges) {
    const value = read(exchange);
    if (value !== null) values.add(value);
  }
  return [...values].sort().map((value) => ({ value, label: format(value) }));
}
