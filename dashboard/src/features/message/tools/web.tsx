import { Globe } from "lucide-react";
import { parse, textIn } from "@/lib/json";
import { Collapsible } from "../Collapsible";
import type { Block } from "../content";
import { Markdown } from "../Markdown";
import { resultText, ToolResultView } from "./ToolResultView";
import type { ToolView } from "./view";

export const webFetchView: ToolView = {
  Icon: Globe,
  name: () => "Web fetch",
  summary: ({ input }) => <span className="font-mono text-xs">{textIn(input, "url")}</span>,
  Body: ({ call: { input, result } }) => (
    <>
      {textIn(input, "prompt") !== "" && (
        <p className="text-sm text-soft wrap-anywhere">{textIn(input, "prompt")}</p>
      )}
      {result &&
        (result.isError || resultText(result) === "" ? (
          <ToolResultView result={result} label="Result" />
        ) : (
          <Collapsible title="What was read" open={resultText(result).length < 4_000}>
            <Markdown text={resultText(result).slice(0, LONGEST)} />
          </Collapsible>
        ))}
    </>
  ),
};

/** As much of a page as is set as Markdown in one piece. */
const LONGEST = 20_000;

export const webSearchView: ToolView = {
  Icon: Globe,
  name: () => "Web search",
  summary: ({ input }) => textIn(input, "query"),
  Body: ({ call: { result } }) => {
    if (!result) return null;
    const hits = result.blocks.flatMap(hitOf);
    if (hits.length === 0) return <ToolResultView result={result} label="Result" />;
    return (
      <ul className="flex flex-col gap-1.5 text-sm">
        {hits.map(({ title, url }) => (
          <li key={url} className="wrap-anywhere">
            {title} <span className="font-mono text-xs text-faint">{url}</span>
          </li>
        ))}
      </ul>
    );
  },
};

function hitOf(block: Block): { title: string; url: string }[] {
  if (block.kind !== "unknown" || block.type !== "web_search_result") return [];
  const hit = parse(block.json) ?? {};
  return [{ title: textIn(hit, "title"), url: textIn(hit, "url") }];
}
