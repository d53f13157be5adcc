import { useElapsedMicros } from "@/features/exchange/Elapsed";
import { tokensOf } from "@/features/live/live-answer";
import type { LiveEntry } from "@/features/live/live-board";
import { BlockView } from "@/features/message/BlockView";
import { formatMicros, formatTokens } from "@/lib/format";
import { Dot } from "@/ui/Dot";
import type { LiveRow } from "./use-live-tail";

/** A part of what is being said at this moment. */
export function LiveRowView({ row }: { row: LiveRow | undefined }) {
  if (!row) return null;
  const { entry, block, first, last } = row;
  const running = entry.exchange.outcome === "in_flight";
  return (
    <article aria-label="Being answered" className="px-5 pt-2.5">
      {first && <Head entry={entry} />}
      <div className="max-w-4xl">
        {block && <BlockView block={block} live={last && running} />}
        {last && running && (
          <span aria-hidden="true" className="breathing mt-2 block h-4 w-2 rounded-xs bg-accent" />
        )}
      </div>
    </article>
  );
}

function Head({ entry }: { entry: LiveEntry }) {
  const { exchange, answer } = entry;
  const elapsed = useElapsedMicros(exchange);
  return (
    <p className="mb-1.5 flex items-center gap-2 text-xs text-faint tabular">
      <Dot tone="info" breathing={exchange.outcome === "in_flight"} />
      {answer && answer.blocks.length > 0 ? "Answering" : "Waiting for the first token"}
      <span>{formatMicros(Math.round(elapsed / 100_000) * 100_000)}</span>
      {answer && <span>~{formatTokens(tokensOf(answer))} tokens</span>}
    </p>
  );
}
