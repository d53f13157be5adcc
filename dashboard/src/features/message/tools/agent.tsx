import { Bot } from "lucide-react";
import { useContext } from "react";
import { textIn } from "@/lib/json";
import { Badge } from "@/ui/Badge";
import { Collapsible } from "../Collapsible";
import type { ToolCall } from "../content";
import { Markdown } from "../Markdown";
import { resultText, ToolResultView } from "./ToolResultView";
import { AgentConversation, type ToolView } from "./view";

export const agentView: ToolView = {
  Icon: Bot,
  name: () => "Agent",
  summary: ({ input }) => (
    <span className="inline-flex max-w-full items-center gap-2">
      <Badge tone="plum">{textIn(input, "subagent_type") || "general-purpose"}</Badge>
      <span className="truncate">{textIn(input, "description")}</span>
    </span>
  ),
  Body: Agent,
};

function Agent({ call }: { call: ToolCall }) {
  const conversation = useContext(AgentConversation)(call);
  const { input, result } = call;
  const prompt = textIn(input, "prompt");
  return (
    <>
      <Collapsible title="Prompt" note={prompt.split("\n", 1)[0]}>
        <Markdown text={prompt} />
      </Collapsible>
      {conversation}
      {result &&
        (result.isError ? (
          <ToolResultView result={result} label="Error" />
        ) : (
          <Collapsible title="Report" open={resultText(result).length < 4_000}>
            <Markdown text={resultText(result)} />
          </Collapsible>
        ))}
    </>
  );
}
