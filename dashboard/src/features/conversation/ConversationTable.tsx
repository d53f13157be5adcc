import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef } from "react";
import type { ConversationSummary } from "@/api/client";
import { useShortcuts } from "@/lib/shortcuts";
import { useNow } from "@/lib/use-now";
import { cx } from "@/ui/cx";
import { CONVERSATION_GRID, CONVERSATION_HEIGHT, ConversationRow } from "./ConversationRow";

interface Props {
  conversations: readonly ConversationSummary[];
  hasMore: boolean;
  onMore: () => void;
}

const NEAR_END = 30;
const MOST_FRAMES = 20;

/** A line that is just being scrolled to exists some frames later only. */
function focusLine(id: string, frames: number): void {
  const line = document.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`);
  if (line) line.focus();
  else if (frames > 0) requestAnimationFrame(() => focusLine(id, frames - 1));
}

/** Conversations without end: only the lines that can be seen exist. */
export function ConversationTable({ conversations, hasMore, onMore }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow(true, 30_000);
  // The same function while the lines are the same, or every line would be measured up anew.
  const keyOf = useCallback((index: number) => conversations[index]?.id ?? index, [conversations]);
  const rows = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CONVERSATION_HEIGHT,
    getItemKey: keyOf,
    overscan: 8,
    // What scrolls and what is made for it are two tasks: neither makes the other late.
    useFlushSync: false,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= conversations.length - NEAR_END) onMore();
  }, [hasMore, last, conversations.length, onMore]);

  const move = (by: number) => {
    const focused = document.activeElement?.getAttribute("data-conversation");
    const at = conversations.findIndex(({ id }) => id === focused);
    const index = at < 0 ? 0 : Math.min(conversations.length - 1, Math.max(0, at + by));
    const id = conversations[index]?.id;
    rows.scrollToIndex(index);
    if (id !== undefined) focusLine(id, MOST_FRAMES);
  };
  useShortcuts({ j: () => move(1), k: () => move(-1) });

  return (
    <div
      role="table"
      aria-label="Conversations"
      aria-rowcount={hasMore ? -1 : conversations.length + 1}
      className="@container flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <div role="rowgroup" className="border-b border-line">
        <div role="row" className={cx(CONVERSATION_GRID, "h-8 text-xs font-medium text-faint")}>
          <span role="columnheader">Active</span>
          <span role="columnheader">Conversation</span>
          <span role="columnheader">Status</span>
          <span role="columnheader" className="hidden @4xl:block">
            Model
          </span>
          <span role="columnheader" className="hidden text-right @4xl:block">
            Turns
          </span>
          <span role="columnheader" className="hidden text-right @4xl:block">
            Agents
          </span>
          <span role="columnheader" className="hidden text-right @2xl:block">
            Tokens
          </span>
          <span role="columnheader" className="hidden text-right @4xl:block">
            Cached
          </span>
          <span role="columnheader" className="text-right">
            Cost
          </span>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
      <div ref={scroller} role="rowgroup" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto">
        <div className="relative" style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start, key }) => {
            const conversation = conversations[index];
            return (
              conversation && (
                <ConversationRow
                  key={key}
                  conversation={conversation}
                  index={index}
                  top={start}
                  now={now}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
