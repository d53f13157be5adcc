import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useRef } from "react";
import { formatClock, formatDay, formatModel, formatShortId } from "@/lib/format";
import { useShortcuts } from "@/lib/shortcuts";
import { useTyped } from "@/lib/use-typed";
import { Button } from "@/ui/Button";
import { Kbd } from "@/ui/Kbd";
import { Select } from "@/ui/Select";
import {
  type ExchangeFilters,
  hasFilters,
  OUTCOMES,
  parseFilters,
  withoutFilters,
} from "./filters";
import { OUTCOME_LOOKS } from "./outcomes";
import { requestValuesQuery } from "./queries";
import { kindLabel } from "./RequestCell";

interface Props {
  filters: ExchangeFilters;
  onChange: (filters: ExchangeFilters) => void;
}

const CLASSES = ["2xx", "3xx", "4xx", "5xx"];
const OUTCOME_CHOICES = OUTCOMES.map((value) => ({ value, label: OUTCOME_LOOKS[value].label }));

const AGES = [
  { value: "1", label: "Last hour" },
  { value: "24", label: "Last 24 hours" },
  { value: "168", label: "Last 7 days" },
  { value: "720", label: "Last 30 days" },
];

/** What the list is about. It stands in the URL, so that any view can be linked. */
export function FilterBar({ filters, onChange }: Props) {
  const { data: values } = useQuery(requestValuesQuery);
  function set(changes: { [name in keyof ExchangeFilters]?: string }) {
    const merged = { ...filters, ...changes };
    onChange(parseFilters(merged));
  }
  const agent = filters.agentType ? `type:${filters.agentType}` : (filters.agent ?? "");
  return (
    <div role="search" className="flex flex-wrap items-center gap-2">
      <TextFilter value={filters.q ?? ""} onChange={(q) => set({ q })} />
      <div className="flex min-w-0 flex-wrap gap-2 @max-2xl:gap-1">
        <Select
          label="Status"
          value={filters.status ?? ""}
          choices={plain([...CLASSES, ...(values?.statuses.map(String) ?? [])], filters.status)}
          onChange={(status) => set({ status })}
        />
        <Select
          label="Outcome"
          value={filters.outcome ?? ""}
          choices={OUTCOME_CHOICES}
          onChange={(outcome) => set({ outcome })}
        />
        <Select
          label="Model"
          value={filters.model ?? ""}
          choices={plain(values?.models, filters.model, formatModel)}
          onChange={(model) => set({ model })}
        />
        <Select
          label="Agent"
          value={agent}
          choices={agentChoices(values?.agentTypes ?? [], agent)}
          onChange={(chosen) =>
            set(
              chosen.startsWith("type:")
                ? { agent: "", agentType: chosen.slice(5) }
                : { agent: chosen, agentType: "" },
            )
          }
        />
        <Select
          label="Tool"
          value={filters.tool ?? ""}
          choices={plain(values?.tools, filters.tool)}
          onChange={(tool) => set({ tool })}
        />
        <Select
          label="Purpose"
          value={filters.kind ?? ""}
          choices={plain(values?.kinds, filters.kind, kindLabel)}
          onChange={(kind) => set({ kind })}
        />
        {(filters.provider !== undefined || (values?.providers.length ?? 0) > 1) && (
          <Select
            label="Provider"
            value={filters.provider ?? ""}
            choices={plain(values?.providers, filters.provider)}
            onChange={(provider) => set({ provider })}
          />
        )}
        <Select
          label="Time"
          value={filters.from ?? ""}
          choices={
            filters.from
              ? [{ value: filters.from, label: `Since ${sinceLabel(filters.from)}` }, ...AGES]
              : AGES
          }
          onChange={(chosen) => set({ from: /^\d{1,3}$/.test(chosen) ? hoursAgo(chosen) : chosen })}
        />
        {CHIPS.map(({ name, label }) => {
          const value = filters[name];
          return (
            value !== undefined && (
              <Chip
                key={name}
                label={`${label} ${name === "until" ? sinceLabel(value) : formatShortId(value)}`}
                onRemove={() => set({ [name]: "" })}
              />
            )
          );
        })}
      </div>
      {hasFilters(filters) && (
        <Button onClick={() => onChange(withoutFilters(filters))}>
          <X size={14} aria-hidden="true" /> Clear
        </Button>
      )}
    </div>
  );
}

/** What is chosen elsewhere, and taken away here. */
const CHIPS = [
  { name: "session", label: "Session" },
  { name: "conversation", label: "Conversation" },
  { name: "until", label: "Until" },
] as const;

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={`Remove: ${label}`}
      className="inline-flex h-8 items-center gap-1 rounded-lg border border-accent bg-accent-soft px-2.5 text-sm font-medium hover:bg-hover"
    >
      {label}
      <X size={13} aria-hidden="true" className="text-faint" />
    </button>
  );
}

function sinceLabel(iso: string): string {
  const day = formatDay(iso);
  return `${day && `${day} `}${formatClock(iso).slice(0, 5)}`;
}

function hoursAgo(hours: string): string {
  return new Date(Date.now() - Number(hours) * 3_600_000).toISOString();
}

function agentChoices(types: readonly string[], chosen: string) {
  const known = [
    { value: "main", label: "main" },
    ...types.map((type) => ({ value: `type:${type}`, label: type })),
  ];
  return chosen === "" || known.some(({ value }) => value === chosen)
    ? known
    : [...known, { value: chosen, label: formatShortId(chosen.replace(/^type:/, "")) }];
}

/** What occurs on record, and what is chosen even if it does not. */
function plain(
  values: readonly string[] = [],
  chosen?: string,
  format: (value: string) => string = (value) => value,
) {
  const all = chosen === undefined || values.includes(chosen) ? values : [...values, chosen];
  return all.map((value) => ({ value, label: format(value) }));
}

const TYPING_MILLIS = 200;

/** Follows the keys after a moment. */
function TextFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useTyped(value, onChange, TYPING_MILLIS);
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      input.current?.focus();
    },
  });
  return (
    <label className="relative flex min-w-44 flex-1 items-center @max-4xl:min-w-full @4xl:max-w-60">
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
