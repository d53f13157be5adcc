import { Search, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { formatModel, formatShortId } from "@/lib/format";
import { useShortcuts } from "@/lib/shortcuts";
import { useTyped } from "@/lib/use-typed";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Kbd } from "@/ui/Kbd";
import { Select } from "@/ui/Select";
import { KINDS, type SearchParams } from "./search";

interface Props {
  params: SearchParams;
  onChange: (params: SearchParams) => void;
}

const KIND_CHOICES = Object.entries(KINDS).map(([value, label]) => ({ value, label }));
const ROLE_CHOICES = ["user", "assistant", "system"].map((value) => ({ value, label: value }));
const FIXED = ["project", "session", "conversation", "tool", "agent", "model"] as const;

/** What to look for, and where. All of it stands in the URL. */
export function SearchBar({ params, onChange }: Props) {
  const { q, ...filters } = params;
  function set(name: keyof SearchParams, value: string) {
    const { [name]: _, ...others } = params;
    onChange(value === "" ? others : { ...others, [name]: value });
  }
  return (
    <search className="flex flex-col gap-2">
      <TextField value={q ?? ""} onChange={(value) => set("q", value)} />
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label="Kind"
          value={params.kind ?? ""}
          choices={KIND_CHOICES}
          onChange={(value) => set("kind", value)}
        />
        <Select
          label="Role"
          value={params.role ?? ""}
          choices={ROLE_CHOICES}
          onChange={(value) => set("role", value)}
        />
        <Select
          label="Order"
          value={params.first ?? ""}
          choices={[{ value: "newest", label: "Newest first" }]}
          onChange={(value) => set("first", value)}
        />
        <Day label="From" value={params.from ?? ""} onChange={(value) => set("from", value)} />
        <Day label="Until" value={params.until ?? ""} onChange={(value) => set("until", value)} />
        <Button
          aria-pressed={params.failed === "true"}
          onClick={() => set("failed", params.failed === "true" ? "" : "true")}
          className={cx(params.failed === "true" && "border-accent bg-accent-soft text-ink")}
        >
          Failed calls
        </Button>
        {FIXED.map((name) => {
          const value = params[name];
          return (
            value !== undefined && (
              <Button
                key={name}
                aria-label={`Any ${name}`}
                title={value}
                onClick={() => set(name, "")}
                className="border-accent bg-accent-soft text-ink"
              >
                <span className="text-soft">{name}</span>
                <span className="max-w-48 truncate">{short(name, value)}</span>
                <X size={13} aria-hidden="true" />
              </Button>
            )
          );
        })}
        {Object.keys(filters).length > 0 && (
          <Button onClick={() => onChange(q === undefined ? {} : { q })}>
            <X size={14} aria-hidden="true" /> Clear
          </Button>
        )}
      </div>
    </search>
  );
}

function short(name: (typeof FIXED)[number], value: string): string {
  if (name === "model") return formatModel(value);
  return name === "session" || name === "conversation" ? formatShortId(value) : value;
}

const TYPING_MILLIS = 120;

/** Answers while it is being typed into. */
function TextField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useTyped(value, onChange, TYPING_MILLIS);
  useEffect(() => input.current?.focus(), []);
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      input.current?.select();
    },
  });
  return (
    <label className="relative flex items-center">
      <Search size={16} className="absolute left-3 text-faint" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label="Search in everything that was said"
        placeholder="Search in everything that was said"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            document.querySelector<HTMLElement>("[data-hit]")?.focus();
          }
        }}
        className="h-10 w-full rounded-xl border border-line-strong bg-surface pr-10 pl-9 text-base placeholder:text-faint"
      />
      <span className="pointer-events-none absolute right-3" aria-hidden="true">
        <Kbd>/</Kbd>
      </span>
    </label>
  );
}

function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label
      className={cx(
        "flex h-8 items-center gap-1.5 rounded-lg border px-2.5 text-sm font-medium",
        value === "" ? "border-line bg-surface text-soft" : "border-accent bg-accent-soft text-ink",
      )}
    >
      {label}
      <input
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="bg-transparent tabular"
      />
    </label>
  );
}
