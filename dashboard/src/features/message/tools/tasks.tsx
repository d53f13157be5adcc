import { Circle, CircleCheck, CircleDot, ListTodo } from "lucide-react";
import { type Json, objectsIn, textIn } from "@/lib/json";
import { cx } from "@/ui/cx";
import { Markdown } from "../Markdown";
import { ToolResultView } from "./ToolResultView";
import type { ToolView } from "./view";

export const todoView: ToolView = {
  Icon: ListTodo,
  name: () => "To do",
  summary: ({ input }) => {
    const todos = objectsIn(input, "todos");
    const done = todos.filter((todo) => textIn(todo, "status") === "completed").length;
    return `${done} of ${todos.length} done`;
  },
  Body: ({ call: { input, result } }) => (
    <>
      <ul className="flex flex-col gap-1 text-sm">
        {objectsIn(input, "todos").map((todo, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items of a call never move.
          <Todo key={index} todo={todo} />
        ))}
      </ul>
      {result?.isError && <ToolResultView result={result} label="Error" />}
    </>
  ),
};

const PENDING = { Icon: Circle, name: "to do", className: "text-faint" };
const STATES = new Map([
  ["completed", { Icon: CircleCheck, name: "done", className: "text-good" }],
  ["in_progress", { Icon: CircleDot, name: "being done", className: "text-accent" }],
]);

function Todo({ todo }: { todo: Json }) {
  const status = textIn(todo, "status");
  const { Icon, name, className } = STATES.get(status) ?? PENDING;
  return (
    <li className="flex items-start gap-2">
      <Icon size={14} role="img" aria-label={name} className={cx("mt-1 shrink-0", className)} />
      <span className={cx(status === "completed" && "text-faint line-through", "wrap-anywhere")}>
        {(status === "in_progress" && textIn(todo, "activeForm")) || textIn(todo, "content")}
      </span>
    </li>
  );
}

/** A task of the list that agents share. */
export const taskView: ToolView = {
  Icon: ListTodo,
  summary: ({ input }) =>
    [
      textIn(input, "taskId") && `#${textIn(input, "taskId")}`,
      textIn(input, "subject"),
      textIn(input, "status"),
    ]
      .filter(Boolean)
      .join(" · "),
  Body: ({ call: { input, result } }) => (
    <>
      {textIn(input, "description") !== "" && <Markdown text={textIn(input, "description")} />}
      {result && <ToolResultView result={result} label="Result" />}
    </>
  ),
};
