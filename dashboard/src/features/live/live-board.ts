import type { AnswerProgress, ExchangePlace, ExchangeSummary } from "@/api/client";
import { type LiveAnswer, progressed } from "./live-answer";

/** All that is known of an exchange that goes on or has ended just now. */
export interface LiveEntry {
  exchange: ExchangeSummary;
  place?: ExchangePlace;
  answer?: LiveAnswer;
}

/** How many that have ended are kept. */
const MOST_ENDED = 600;

/** For how long the text of what has ended is kept, in milliseconds. */
const TEXT_MILLIS = 15_000;

/**
 * What goes on at this moment. It takes whatever the stream brings at once, and tells those who look
 * once a frame. However long it is looked at, it keeps no more than it needs.
 */
export class LiveBoard {
  private readonly entries = new Map<string, LiveEntry>();
  private readonly endedAt = new Map<string, number>();
  /** What was told of exchanges before they were told of themselves. */
  private readonly early = new Map<string, Omit<LiveEntry, "exchange">>();
  private readonly watchers = new Set<() => void>();
  private readonly placeWatchers = new Set<(place: ExchangePlace) => void>();
  private readonly frame: (callback: () => void) => void;
  private current: readonly LiveEntry[] = [];
  private dirty = false;

  /** @param frame calls back when the page is about to be painted */
  constructor(frame = (callback: () => void) => void requestAnimationFrame(callback)) {
    this.frame = frame;
  }

  /** Everything there is, the newest first. It is another list whenever anything has changed. */
  snapshot = (): readonly LiveEntry[] => this.current;

  subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Calls back with every exchange that the index has put in its place. */
  watchPlaces(watcher: (place: ExchangePlace) => void): () => void {
    this.placeWatchers.add(watcher);
    return () => this.placeWatchers.delete(watcher);
  }

  /** Exchanges are new or have changed. */
  exchanges(exchanges: readonly ExchangeSummary[]): void {
    const now = Date.now();
    for (const exchange of exchanges) {
      const { id } = exchange;
      const known = this.entries.get(id);
      // What tells of exchanges while they happen knows nothing of what the index found out.
      const facts = exchange.facts ?? known?.exchange.facts ?? null;
      this.entries.set(id, { ...this.early.get(id), ...known, exchange: { ...exchange, facts } });
      this.early.delete(id);
      if (exchange.outcome !== "in_flight" && !this.endedAt.has(id)) this.endedAt.set(id, now);
    }
    this.tidy(now);
    this.changed();
  }

  /** Exchanges that were read: of those that the stream has told of, it knows more. */
  seed(exchanges: readonly ExchangeSummary[]): void {
    this.exchanges(exchanges.filter(({ id }) => !this.entries.has(id)));
  }

  answer(progress: AnswerProgress): void {
    const known = this.known(progress.id);
    this.put(progress.id, { answer: progressed(known.answer, progress) });
  }

  place(place: ExchangePlace): void {
    this.put(place.id, { place });
    for (const watcher of this.placeWatchers) watcher(place);
  }

  remove(id: string): void {
    this.entries.delete(id);
    this.endedAt.delete(id);
    this.early.delete(id);
    this.changed();
  }

  /** What was known may be wrong. */
  clear(): void {
    this.entries.clear();
    this.endedAt.clear();
    this.early.clear();
    this.changed();
  }

  private known(id: string): Partial<LiveEntry> {
    return this.entries.get(id) ?? this.early.get(id) ?? {};
  }

  private put(id: string, more: Partial<LiveEntry>): void {
    const entry = this.entries.get(id);
    if (entry) {
      this.entries.set(id, { ...entry, ...more });
      this.changed();
    } else if (this.early.size < MOST_ENDED) {
      this.early.set(id, { ...this.early.get(id), ...more });
    }
  }

  private tidy(now: number): void {
    for (const [id, at] of this.endedAt) {
      const entry = this.entries.get(id);
      if (!entry?.answer || now - at < TEXT_MILLIS) continue;
      if (entry.answer.blocks.length === 0) continue;
      this.entries.set(id, { ...entry, answer: { ...entry.answer, blocks: [] } });
    }
    const tooMany = this.endedAt.size - MOST_ENDED;
    if (tooMany <= 0) return;
    for (const id of [...this.endedAt.keys()].sort().slice(0, tooMany)) {
      this.entries.delete(id);
      this.endedAt.delete(id);
    }
  }

  private changed(): void {
    if (this.dirty) return;
    this.dirty = true;
    this.frame(() => {
      this.dirty = false;
      this.current = [...this.entries.values()].sort((a, b) =>
        a.exchange.id < b.exchange.id ? 1 : -1,
      );
      for (const watcher of this.watchers) watcher();
    });
  }
}
