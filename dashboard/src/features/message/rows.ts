import { type Block, blocksOf, type Message, type ToolCall } from "./content";
import { piecesOf } from "./pieces";

/** What stands in one row of a list of messages: never more than can be shown at once. */
export interface MessageRow {
  key: string;
  /** Which message it belongs to, from 0. */
  message: number;
  role: string;
  /** Whether the message begins here. */
  first: boolean;
  block: Block;
}

/**
 * Makes rows of messages, one message after the other. A result stands with its call, so a message
 * that brings nothing but results has no row of its own; what has no call stands by itself.
 */
export class RowBuilder {
  readonly rows: MessageRow[] = [];
  private readonly calls = new Map<string, ToolCall>();
  private message = 0;

  add({ role, content }: Message): void {
    this.addBlocks(role, blocksOf(content));
  }

  addBlocks(role: string, blocks: readonly Block[]): void {
    let first = true;
    for (const block of blocks) {
      const own = block.kind === "call" ? { ...block } : block;
      if (own.kind === "call") this.calls.set(own.id, own);
      const call = own.kind === "result" ? this.calls.get(own.id) : undefined;
      if (call && !call.result && own.kind === "result") {
        call.result = own.result;
        continue;
      }
      for (const piece of split(own)) {
        const key = `${this.message}.${this.rows.length}`;
        this.rows.push({ key, message: this.message, role, first, block: piece });
        first = false;
      }
    }
    this.message++;
  }
}

/** The rows of a few messages. */
export function rowsOf(messages: readonly Message[]): MessageRow[] {
  const builder = new RowBuilder();
  for (const message of messages) builder.add(message);
  return builder.rows;
}

function split(block: Block): Block[] {
  return block.kind === "text"
    ? piecesOf(block.text).map((text) => ({ kind: "text", text }))
    : [block];
}

/** Everything in a block that a person can search, in lower case. */
export function searchTextOf(block: Block): string {
  return JSON.stringify(block).replaceAll("\\n", "\n").replaceAll('\\"', '"').toLowerCase();
}
