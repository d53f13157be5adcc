import { Plug, Wrench } from "lucide-react";
import { setOut } from "@/lib/json";
import { Badge } from "@/ui/Badge";
import { Code } from "../Code";
import type { ToolCall } from "../content";
import { ToolResultView } from "./ToolResultView";
import type { ToolView } from "./view";

/** A tool that nobody knows: what it was given and what it gave. */
export const genericView: ToolView = {
  Icon: Wrench,
  summary: ({ input }) => {
    const first = Object.values(input).find((value) => typeof value === "string");
    return <span className="font-mono text-xs">{String(first ?? "").slice(0, 200)}</span>;
  },
  Body: Generic,
};

/** A tool of an MCP server, which Claude Code calls `mcp__server__tool`. */
export const mcpView: ToolView = {
  ...genericView,
  Icon: Plug,
  name: ({ name }) => name.split("__").slice(2).join("__") || name,
  summary: (call) => (
    <>
      <Badge tone="info">{call.name.split("__")[1] ?? ""}</Badge> {genericView.summary(call)}
    </>
  ),
};

function Generic({ call: { input, result } }: { call: ToolCall }) {
  return (
    <>
      {Object.keys(input).length > 0 && <Code label="Input" text={setOut(input)} language="json" />}
      {result && <ToolResultView result={result} label="Result" />}
    </>
  );
}
