import { BlockLeaf } from "./BlockLeaf";
import type { Block } from "./content";
import { ToolCallView } from "./tools/ToolCallView";
import { ToolResultView } from "./tools/ToolResultView";

/** @param live whether it is the last block of an answer that is still coming */
export function BlockView({ block, live = false }: { block: Block; live?: boolean }) {
  switch (block.kind) {
    case "call":
      return <ToolCallView call={block} />;
    case "result":
      return (
        <div role="group" aria-label="Result of a tool">
          <p className="mb-1 text-xs text-faint">
            Result of a call that is not here <span className="font-mono">{block.id}</span>
          </p>
          <ToolResultView result={block.result} label="Result" />
        </div>
      );
    default:
      return <BlockLeaf block={block} live={live} />;
  }
}
