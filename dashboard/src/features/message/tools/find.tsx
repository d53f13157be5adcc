import { FolderSearch, Search } from "lucide-react";
import { formatCount } from "@/lib/format";
import { textIn } from "@/lib/json";
import type { ToolCall } from "../content";
import { Lines } from "../Lines";
import { Path } from "./Path";
import { resultText, ToolResultView } from "./ToolResultView";
import type { ToolView } from "./view";

const found = ({ result }: ToolCall) => {
  if (result?.isError) return <span className="text-bad">failed</span>;
  const lines = linesOf(resultText(result));
  return lines.length === 1 ? "1 line" : `${formatCount(lines.length)} lines`;
};

export const grepView: ToolView = {
  Icon: Search,
  summary: ({ input }) => (
    <>
      <code className="rounded-sm bg-sunken px-1 font-mono text-xs text-ink">
        {textIn(input, "pattern")}
      </code>
      <span className="text-faint">
        {["path", "glob", "type"]
          .filter((key) => textIn(input, key) !== "")
          .map((key) => ` ${key === "path" ? "in" : key} ${textIn(input, key)}`)}
      </span>
    </>
  ),
  state: found,
  Body: ({ call: { result } }) => {
    if (!result) return null;
    if (result.isError) return <ToolResultView result={result} label="Error" />;
    const lines = linesOf(resultText(result));
    return (
      <Lines
        label="Matches"
        count={lines.length}
        line={(index) => <Match line={lines[index] ?? ""} />}
      />
    );
  },
};

export const globView: ToolView = {
  Icon: FolderSearch,
  summary: ({ input }) => (
    <>
      <code className="font-mono text-xs text-ink">{textIn(input, "pattern")}</code>
      {textIn(input, "path") !== "" && (
        <span className="text-faint"> in {textIn(input, "path")}</span>
      )}
    </>
  ),
  state: found,
  Body: ({ call: { result } }) => {
    if (!result) return null;
    if (result.isError) return <ToolResultView result={result} label="Error" />;
    const lines = linesOf(resultText(result));
    return (
      <Lines
        label="Files"
        count={lines.length}
        line={(index) => <Path path={lines[index] ?? ""} />}
      />
    );
  },
};

const LONGEST_LINE = 1_000;

/** A line that matched, or one beside it: the file and the number before what the line says. */
function Match({ line }: { line: string }) {
  const shown = line.slice(0, LONGEST_LINE);
  const match = /^(\S+?[:-])(\d+[:-])/.exec(shown) ?? /^(\/\S+)()$/.exec(shown);
  if (!match) return shown;
  const [whole, path = "", number = ""] = match;
  return (
    <>
      <span className="text-info">{path}</span>
      <span className="text-faint">{number}</span>
      {shown.slice(whole.length)}
    </>
  );
}

function linesOf(text: string): string[] {
  return text.trim() === "" ? [] : text.replace(/\s+$/, "").split("\n");
}
