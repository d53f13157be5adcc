import { SquareTerminal } from "lucide-react";
import { textIn } from "@/lib/json";
import { Badge } from "@/ui/Badge";
import { Code } from "../Code";
import type { ToolCall } from "../content";
import { Output } from "../Output";
import { plainOf, resultText, ToolResultView } from "./ToolResultView";
import type { ToolView } from "./view";

const EXIT = /^(?:Error: )?Exit code:? (\d+)\n?/;

export const bashView: ToolView = {
  Icon: SquareTerminal,
  summary: ({ input }) => textIn(input, "description") || firstLine(textIn(input, "command")),
  state: ({ input, result }) => {
    if (result?.isError) {
      const code = EXIT.exec(resultText(result))?.[1];
      return <Badge tone="bad">{code === undefined ? "failed" : `exit ${code}`}</Badge>;
    }
    return input.run_in_background === true ? (
      <Badge tone="info">in the background</Badge>
    ) : (
      <Badge tone="good">exit 0</Badge>
    );
  },
  Body: Bash,
};

function Bash({ call: { input, result } }: { call: ToolCall }) {
  const onlyText = result?.blocks.every(({ kind }) => kind === "text") ?? true;
  const output = resultText(result).replace(EXIT, "");
  return (
    <>
      <Code label="Command" text={textIn(input, "command")} language="bash" />
      {result &&
        (onlyText ? (
          output.trim() === "" ? (
            <p className="text-xs text-faint">It wrote nothing.</p>
          ) : (
            <Output label="Output" text={plainOf(output)} fromEnd />
          )
        ) : (
          <ToolResultView result={result} label="Output" fromEnd />
        ))}
    </>
  );
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
