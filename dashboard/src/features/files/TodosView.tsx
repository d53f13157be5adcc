import { useQuery } from "@tanstack/react-query";
import { Circle, CircleCheck, CircleDot } from "lucide-react";
import type { TodoList } from "@/api/client";
import { formatMoment, formatShortId } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { cx } from "@/ui/cx";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { Ago } from "./figures";
import { todosQuery } from "./queries";

const LOOKS = new Map([
  ["completed", { Icon: CircleCheck, className: "text-good", text: "text-faint line-through" }],
  ["in_progress", { Icon: CircleDot, className: "text-info", text: "font-medium" }],
]);
const PENDING = { Icon: Circle, className: "text-faint", text: "" };

/** What agents have set out to do. */
export function TodosView() {
  const todos = useQuery(todosQuery);
  if (todos.error && !todos.data)
    return <ErrorState error={todos.error} onRetry={() => void todos.refetch()} />;
  if (!todos.data) return <Loading label="Reading what is to do" />;
  if (todos.data.length === 0) {
    return <EmptyState title="Nothing to do">No list of Claude Code's is found here.</EmptyState>;
  }
  return (
    <ScrollRegion label="To do">
      <ul className="grid gap-3 p-4 md:grid-cols-2 2xl:grid-cols-3">
        {todos.data.map((list) => (
          <List key={list.name} list={list} />
        ))}
      </ul>
    </ScrollRegion>
  );
}

function List({ list }: { list: TodoList }) {
  const done = list.items.filter(({ status }) => status === "completed").length;
  return (
    <li className="rounded-xl border border-line bg-surface p-4 text-sm">
      <div className="mb-2 flex items-center gap-2">
        <h2 className="font-mono text-xs text-faint" title={list.sessionId ?? list.name}>
          {formatShortId(list.sessionId ?? list.name)}
        </h2>
        {list.agentId !== null && <Badge tone="plum">agent</Badge>}
        <span className="ml-auto text-xs text-soft tabular">
          {done} of {list.items.length}
        </span>
        <time
          dateTime={list.modifiedAt}
          title={formatMoment(list.modifiedAt)}
          className="text-xs text-faint tabular"
        >
          <Ago iso={list.modifiedAt} />
        </time>
      </div>
      <ul className="flex flex-col gap-1.5">
        {list.items.map(({ content, status }) => {
          const { Icon, className, text } = LOOKS.get(status) ?? PENDING;
          return (
            <li key={content} className="flex gap-2">
              <Icon
                size={15}
                role="img"
                aria-label={status}
                className={cx("mt-0.5 shrink-0", className)}
              />
              <span className={cx("min-w-0 wrap-anywhere", text)}>{content}</span>
            </li>
          );
        })}
      </ul>
    </li>
  );
}
