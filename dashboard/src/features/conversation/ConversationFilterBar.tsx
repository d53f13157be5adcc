import { useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import { useRef } from "react";
import type { ConversationSummary } from "@/api/client";
import { requestValuesQuery } from "@/features/exchange/queries";
import { projectsQuery } from "@/features/files/queries";
import { formatFolder, formatModel, formatShortId } from "@/lib/format";
import { useShortcuts } from "@/lib/shortcuts";
import { useTyped } from "@/lib/use-typed";
import { Button } from "@/ui/Button";
import { Kbd } from "@/ui/Kbd";
import { Select } from "@/ui/Select";
import { choicesOf } from "./choices";
import { ALL_AGENTS, type ConversationFilters, hasConversationFilters, PERIODS } from "./filters";

interface Props {
  filters: ConversationFilters;
  conversations: readonly ConversationSummary[];
  onChange: (filters: ConversationFilters) => void;
}

/** Among how many conversations it is looked what there is to choose from. */
const LOOKED_AT = 1_000;
const PERIOD_CHOICES = Object.entries(PERIODS).map(([value, { label }]) => ({ value, label }));

/** Which conversations are shown. It stands in the URL, so that any view can be linked. */
export function ConversationFilterBar({ filters, conversations, onChange }: Props) {
  const set = (name: keyof ConversationFilters, value: string) => {
    const { [name]: _, ...others } = filters;
    onChange(value === "" ? others : { ...others, [name]: value });
  };
  // What was not read yet can be chosen as well: the list knows its newest lines only.
  const projects = useQuery(projectsQuery).data ?? [];
  const values = useQuery(requestValuesQuery).data;
  const newest = conversations.slice(0, LOOKED_AT);
  const agents = [...newest.map(({ agentType }) => agentType), ...(values?.agentTypes ?? [])];
  const chosenAgent = filters.agent === ALL_AGENTS ? undefined : filters.agent;
  return (
    <div role="search" className="flex items-center gap-2 @max-4xl:flex-wrap">
      <Words value={filters.q ?? ""} onChange={(value) => set("q", value)} />
      <div className="flex min-w-0 gap-2 @max-2xl:w-full @max-2xl:gap-1">
        <Select
          label="Project"
          value={filters.project ?? ""}
          choices={choicesOf(
            [
              ...newest.map(({ project }) => project),
              ...projects.flatMap(({ path, conversations: count }) => (count > 0 ? [path] : [])),
              filters.project,
            ],
            formatFolder,
          )}
          onChange={(value) => set("project", value)}
        />
        <Select
          label="Model"
          value={filters.model ?? ""}
          choices={choicesOf(
            [...newest.map(({ model }) => model), ...(values?.models ?? []), filters.model],
            formatModel,
          )}
          onChange={(value) => set("model", value)}
        />
        <Select
          label="Main only"
          value={filters.agent ?? ""}
          choices={[
            { value: ALL_AGENTS, label: "Agents too" },
            ...choicesOf([...agents, chosenAgent], (type) => type),
          ]}
          onChange={(value) => set("agent", value)}
        />
        <Select
          label="Time"
          value={filters.since ?? ""}
          choices={PERIOD_CHOICES}
          onChange={(value) => set("since", value)}
        />
        {filters.session !== undefined && (
          <Select
            label="Session"
            value={filters.session}
            choices={[{ value: filters.session, label: formatShortId(filters.session) }]}
            onChange={(value) => set("session", value)}
          />
        )}
      </div>
      {hasConversationFilters(filters) && (
        <Button onClick={() => onChange({})}>
          <X size={14} aria-hidden="true" /> Clear
        </Button>
      )}
    </div>
  );
}

const TYPING_MILLIS = 120;

/** Follows the keys after a moment. */
function Words({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useTyped(value, onChange, TYPING_MILLIS);
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      input.current?.focus();
    },
  });
  return (
    <label className="relative flex min-w-44 flex-1 items-center @max-4xl:min-w-full @4xl:max-w-80">
      <Search size={14} className="absolute left-2.5 text-faint" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label="Filter by title, first prompt or project"
        placeholder="Title, first prompt or project"
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
