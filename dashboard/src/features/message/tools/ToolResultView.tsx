import { BlockLeaf } from "../BlockLeaf";
import type { Block, ToolResult } from "../content";
import { Output } from "../Output";

interface Props {
  result: ToolResult;
  label: string;
  fromEnd?: boolean;
}

/** What came of a call: texts as a program's output, everything else as what it is. */
export function ToolResultView({ result, label, fromEnd = false }: Props) {
  const numbered = result.blocks.map((block, index) => ({ block, key: `${index}` }));
  return (
    <div className="flex flex-col gap-2">
      {numbered.map(({ block, key }) => (
        <Part key={key} block={block} label={label} fromEnd={fromEnd} />
      ))}
    </div>
  );
}

function Part({ block, label, fromEnd }: { block: Block; label: string; fromEnd: boolean }) {
  if (block.kind === "text") {
    return <Output label={label} text={plainOf(block.text)} fromEnd={fromEnd} />;
  }
  // No tool's result holds calls; should one do so, its text says so.
  if (block.kind === "call" || block.kind === "result") {
    return <Output label={label} text={JSON.stringify(block, null, 2)} />;
  }
  return <BlockLeaf block={block} />;
}

/** A tool's own error stands between tags that say nothing beyond that it is one. */
export function plainOf(text: string): string {
  return text.replace(/^\s*<tool_use_error>([\s\S]*)<\/tool_use_error>\s*$/, "$1");
}

/** The texts of a result, without what the client added. */
export function resultText(result: ToolResult | undefined): string {
  return (result?.blocks ?? [])
    .map((block) => (block.kind === "text" ? plainOf(block.text) : ""))
    .filter((text) => text !== "")
    .join("\n");
}
