import { Badge } from "@/ui/Badge";
import { cx } from "@/ui/cx";
import type { ToolCall } from "../content";
import { toolViewOf } from "./registry";

/** A call of a tool joined to its result, as this tool's calls are shown. */
export function ToolCallView({ call }: { call: ToolCall }) {
  const { Icon, name, summary, state, Body } = toolViewOf(call.name);
  const title = name?.(call) ?? (call.name || "Tool");
  const failed = call.result?.isError === true;
  return (
    <div
      role="group"
      aria-label={`${title} call`}
      className={cx("rounded-xl border bg-surface", failed ? "border-bad/40" : "border-line")}
    >
      <header className="flex min-h-9 items-center gap-2 px-3 py-1.5 text-sm">
        <Icon
          size={14}
          aria-hidden="true"
          className={cx("shrink-0", failed ? "text-bad" : "text-faint", call.open && "breathing")}
        />
        <span className="shrink-0 font-semibold" title={call.name}>
          {title}
        </span>
        <span className="min-w-0 flex-1 truncate text-soft">{summary(call)}</span>
        <span className="shrink-0 text-xs text-faint">
          {call.result && state?.(call)}
          {failed && !state && <Badge tone="bad">failed</Badge>}
          {call.open && "being written"}
        </span>
      </header>
      <div className="flex flex-col gap-2 px-3 pb-3 empty:hidden">
        <Body call={call} />
      </div>
    </div>
  );
}
