import { useMemo } from "react";
import { BlockView } from "@/features/message/BlockView";
import type { Block } from "@/features/message/content";
import { RowBuilder } from "@/features/message/rows";
import { Badge } from "@/ui/Badge";
import { EmptyState } from "@/ui/states";
import { VirtualRows } from "@/ui/VirtualRows";
import type { Answer } from "./answer";

/** What the model said, as it is shown in any message; also while it is still being said. */
export function AnswerView({ answer, running }: { answer: Answer; running: boolean }) {
  const rows = useMemo(() => rowsOf(answer), [answer]);
  if (rows.length === 0) {
    return <EmptyState title={running ? "Nothing said yet" : "Nothing was said"} />;
  }
  return (
    <VirtualRows
      label="Answer"
      count={rows.length + 1}
      rowKey={(index) => String(index)}
      estimate={80}
    >
      {(index) => {
        const block = rows[index];
        return (
          <div className="max-w-[60rem] px-5 pt-3">
            {block ? (
              <BlockView block={block} live={running && index === rows.length - 1} />
            ) : (
              <End running={running} stopReason={answer.stopReason} />
            )}
          </div>
        );
      }}
    </VirtualRows>
  );
}

function End({ running, stopReason }: { running: boolean; stopReason: string | null }) {
  if (running) {
    return <span className="breathing block h-4 w-2 rounded-xs bg-accent" aria-hidden="true" />;
  }
  return (
    stopReason && (
      <p className="text-xs text-faint">
        Stop reason <Badge tone="neutral">{stopReason}</Badge>
      </p>
    )
  );
}

/** As in any message, a result that the API itself produced stands with its call. */
function rowsOf({ blocks }: Answer): Block[] {
  const builder = new RowBuilder();
  builder.addBlocks("assistant", blocks);
  return builder.rows.map(({ block }) => block);
}
