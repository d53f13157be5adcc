import { useQuery } from "@tanstack/react-query";
import { formatShortId } from "@/lib/format";
import { shortMoment } from "./moment";
import { sessionChoicesQuery } from "./queries";
import { emptySelection, type Selection, type SelectionKind } from "./selection";

const KINDS: readonly { by: SelectionKind; label: string }[] = [
  { by: "session", label: "A session" },
  { by: "age", label: "Older than" },
  { by: "range", label: "A time range" },
  { by: "everything", label: "Everything" },
];

const FIELD = "h-8 rounded-lg border border-line bg-surface px-2.5 text-sm";

interface Props {
  name: string;
  selection: Selection;
  onChange: (selection: Selection) => void;
}

/** Which exchanges are meant. */
export function SelectionFields({ name, selection, onChange }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5">
      <div role="radiogroup" aria-label={name} className="flex flex-wrap gap-x-4 gap-y-1.5">
        {KINDS.map(({ by, label }) => (
          <label key={by} className="flex items-center gap-2 text-sm">
            <input
              type="radio"
              name={name}
              className="accent-accent"
              checked={selection.by === by}
              onChange={() => onChange(emptySelection(by))}
            />
            {label}
          </label>
        ))}
      </div>
      <Details selection={selection} onChange={onChange} />
    </div>
  );
}

function Details({ selection, onChange }: Omit<Props, "name">) {
  switch (selection.by) {
    case "session":
      return (
        <SessionField
          value={selection.session}
          onChange={(session) => onChange({ by: "session", session })}
        />
      );
    case "age":
      return (
        <label className="flex items-center gap-2 text-sm">
          <input
            type="number"
            min={1}
            aria-label="Days"
            value={Number.isNaN(selection.days) ? "" : selection.days}
            onChange={(event) => onChange({ by: "age", days: event.target.valueAsNumber })}
            className={`${FIELD} w-20`}
          />
          days
        </label>
      );
    case "range":
      return (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          {(["from", "until"] as const).map((end) => (
            <label key={end} className="flex items-center gap-2">
              {end}
              <input
                type="datetime-local"
                value={selection[end]}
                onChange={(event) => onChange({ ...selection, [end]: event.target.value })}
                className={FIELD}
              />
            </label>
          ))}
        </div>
      );
    case "everything":
      return null;
  }
}

function SessionField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const sessions = useQuery(sessionChoicesQuery);
  return (
    <select
      aria-label="Session"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={`${FIELD} max-w-full min-w-0`}
    >
      <option value="">Choose a session</option>
      {sessions.data?.map(({ id, title, lastActivityAt }) => (
        <option key={id} value={id ?? ""} disabled={id === null}>
          {[
            title ?? "Without a title",
            id === null ? "" : formatShortId(id),
            shortMoment(lastActivityAt),
          ]
            .filter(Boolean)
            .join(" · ")}
        </option>
      ))}
    </select>
  );
}
