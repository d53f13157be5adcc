import type { ConversationMessage, MessagePage, Turn, TurnPage } from "@/api/client";
import { type FlowRow, rowsOfChunk } from "./flow-rows";

/** Where a conversation is read from. */
export interface Source {
  messages(tip: number, from: number, limit: number): Promise<MessagePage>;
  turns(tip: number, after: string | null): Promise<TurnPage>;
}

/** What was read of a conversation so far. */
export interface Reading {
  /** How many messages there are; nothing while that is not known. */
  total: number | undefined;
  rows: readonly FlowRow[];
  /** The turns that were read; the last ones follow. */
  turns: readonly Turn[];
  turnsComplete: boolean;
  error: unknown;
}

interface Chunk {
  rows: readonly FlowRow[];
  messages: readonly ConversationMessage[];
}

const NOTHING: Reading = {
  total: undefined,
  rows: [],
  turns: [],
  turnsComplete: false,
  error: undefined,
};

const AT_ONCE = 3;

/**
 * Reads one branch of a conversation: messages where somebody looks, and all turns in the
 * background. As the conversation grows, only what is new is read.
 */
export class ConversationReader {
  private readonly source: Source;
  private readonly size: number;
  private readonly watchers = new Set<() => void>();
  private readonly chunks = new Map<number, Chunk>();
  private readonly loading = new Set<number>();
  private current: Reading = NOTHING;
  private tip = 0;
  private readingTurns = false;

  /** @param size how many messages are read at once */
  constructor(source: Source, size: number) {
    this.source = source;
    this.size = size;
  }

  snapshot = (): Reading => this.current;

  subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** The branch ends with this message now, and its last turn may have got on. */
  async moveTo(tip: number): Promise<void> {
    const grown = tip !== this.tip;
    this.tip = tip;
    const { total } = this.current;
    if (total === undefined) return;
    await Promise.all([grown && this.load(this.chunkOf(total), true), this.readTurns()]);
  }

  /** Reads what stands around a place, unless that was done. */
  async at(position: number): Promise<void> {
    const chunk = this.chunkOf(position);
    await this.load(chunk);
    void this.readTurns();
  }

  /** Reads a gap. */
  async fill(from: number): Promise<void> {
    await this.load(this.chunkOf(from));
  }

  /** Reads everything, to be searched. */
  async all(): Promise<void> {
    const { total = 0 } = this.current;
    const missing: number[] = [];
    for (let chunk = 0; chunk * this.size < total; chunk++) {
      if (!this.chunks.has(chunk)) missing.push(chunk);
    }
    const work = async () => {
      for (let chunk = missing.shift(); chunk !== undefined; chunk = missing.shift()) {
        await this.load(chunk);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Whether there is a message of this request's in what was read. */
  hasAnswerOf(request: string): boolean {
    return [...this.chunks.values()].some(({ messages }) =>
      messages.some((one) => one.request === request && one.role === "assistant"),
    );
  }

  private chunkOf(position: number): number {
    return Math.floor((Math.max(1, position) - 1) / this.size);
  }

  private async load(chunk: number, again = false): Promise<void> {
    if (this.loading.has(chunk) || (!again && this.chunks.has(chunk))) return;
    this.loading.add(chunk);
    try {
      const first = chunk * this.size + 1;
      const from = Math.max(1, first - 1);
      const page = await this.source.messages(this.tip, from, this.size + 1 + (first - from));
      this.take(chunk, first, page);
      // What grew beyond the chunk that was its end is read as well.
      if (again && page.total >= first + this.size) void this.load(chunk + 1);
    } catch (error) {
      this.become({ error });
    } finally {
      this.loading.delete(chunk);
    }
  }

  private take(chunk: number, first: number, { items, total }: MessagePage): void {
    const end = first + this.size;
    const own = items.filter(({ position }) => position >= first && position < end);
    const before = items.find(({ position }) => position === first - 1);
    const behind = items.find(({ position }) => position === end);
    this.chunks.set(chunk, { rows: rowsOfChunk(own, before, behind), messages: own });
    this.become({ total, rows: this.rows(total), error: undefined });
  }

  private rows(total: number): FlowRow[] {
    const rows: FlowRow[] = [];
    for (let chunk = 0; chunk * this.size < total; chunk++) {
      const known = this.chunks.get(chunk);
      const from = chunk * this.size + 1;
      if (known) for (const row of known.rows) rows.push(row);
      else {
        const count = Math.min(this.size, total - from + 1);
        rows.push({ kind: "gap", key: `g${chunk}`, from, count });
      }
    }
    return rows;
  }

  /** Reads the turns that are not known, and the last one that is again: it may have grown. */
  private async readTurns(): Promise<void> {
    if (this.readingTurns) return;
    this.readingTurns = true;
    try {
      let tip: number;
      do {
        tip = this.tip;
        const kept = this.current.turns.slice(0, -1);
        let after = kept.at(-1)?.requests[0]?.id ?? null;
        const turns = [...kept];
        do {
          const page = await this.source.turns(tip, after);
          turns.push(...page.items);
          after = page.next;
          if (turns.length >= this.current.turns.length || after === null) {
            this.become({ turns: [...turns], turnsComplete: after === null });
          }
        } while (after !== null);
      } while (tip !== this.tip);
    } catch (error) {
      this.become({ error });
    } finally {
      this.readingTurns = false;
    }
  }

  private become(changes: Partial<Reading>): void {
    this.current = { ...this.current, ...changes };
    for (const watcher of this.watchers) watcher();
  }
}
