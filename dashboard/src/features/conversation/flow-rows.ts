import type { ConversationMessage } from "@/api/client";
import type { Block, Message } from "@/features/message/content";
import { RowBuilder } from "@/features/message/rows";

/** A row of a conversation: never more than can be shown at once. */
export type FlowRow = TurnRow | BlockRow | GapRow;

/** Where a turn begins. */
export interface TurnRow {
  kind: "turn";
  key: string;
  message: ConversationMessage;
  block?: undefined;
}

/** A block of a message, or a piece of one. */
export interface BlockRow {
  kind: "block";
  key: string;
  message: ConversationMessage;
  /** Whether the message begins here. */
  first: boolean;
  /** Whether the history goes on in more than one way behind the message that ends here. */
  fork: boolean;
  block: Block;
}

/** Messages that have not been read yet. */
export interface GapRow {
  kind: "gap";
  key: string;
  /** The place of the first one. */
  from: number;
  count: number;
  block?: undefined;
}

/**
 * The rows of some messages. Those before and behind them are there so that calls find their
 * results, whichever side of a cut they stand on.
 */
export function rowsOfChunk(
  own: readonly ConversationMessage[],
  before: ConversationMessage | undefined,
  behind: ConversationMessage | undefined,
): FlowRow[] {
  const builder = new RowBuilder();
  if (before) builder.add(asMessage(before));
  const from = builder.rows.length;
  const spans = own.map((message) => {
    const start = builder.rows.length;
    builder.add(asMessage(message));
    return { message, start, end: builder.rows.length };
  });
  if (behind) builder.add(asMessage(behind));
  const rows: FlowRow[] = [];
  for (const { message, start, end } of spans) {
    if (start < from) continue;
    if (message.turn === message.id) rows.push({ kind: "turn", key: `t${message.id}`, message });
    for (let at = start; at < end; at++) {
      const row = builder.rows[at];
      if (!row) continue;
      rows.push({
        kind: "block",
        key: `${message.id}.${at - start}`,
        message,
        first: at === start,
        fork: at === end - 1 && message.followers > 1,
        block: row.block,
      });
    }
  }
  return rows;
}

function asMessage({ role, content }: ConversationMessage): Message {
  return { role, content };
}

/** The row at which a place in the conversation begins, if its messages were read; the last one at the most. */
export function rowAt(rows: readonly FlowRow[], position: number): number | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && placeOf(row) < position) low = middle + 1;
    else high = middle;
  }
  const at = Math.min(low, rows.length - 1);
  const found = rows[at];
  return found && found.kind !== "gap" ? at : undefined;
}

/** The place of the last message of a row. */
export function placeOf(row: FlowRow): number {
  return row.kind === "gap" ? row.from + row.count - 1 : row.message.position;
}
