import type { AnswerProgress, ExchangePlace, ExchangeSummary } from "@/api/client";

/** How the page hears of what happens. */
export type LiveStatus = "connecting" | "live" | "unavailable" | "disconnected";

export interface LiveListener {
  /** Exchanges that are new or changed, each as it is now. */
  onExchanges(exchanges: readonly ExchangeSummary[]): void;
  /** More was said in an answer. */
  onAnswer(progress: AnswerProgress): void;
  /** The index knows where an exchange belongs. */
  onPlace(place: ExchangePlace): void;
  /** An exchange is no longer on record. */
  onDeleted(id: string): void;
  /** What was read before may be out of date. */
  onReset(): void;
}

const RETRY_MILLIS = 1_500;
const FLUSH_MILLIS = 80;

/**
 * The stream of `/api/live`. It comes back by itself, whatever ends it, and hands exchanges over in
 * small batches, each exchange once with its newest state.
 */
export class LiveStream {
  private readonly listener: LiveListener;
  private readonly connect: (url: string) => EventSource;
  private source: EventSource | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private flush: ReturnType<typeof setTimeout> | undefined;
  private readonly pending = new Map<string, ExchangeSummary>();
  private readonly statusListeners = new Set<() => void>();
  private current: LiveStatus = "connecting";

  constructor(
    listener: LiveListener,
    connect: (url: string) => EventSource = (url) => new EventSource(url),
  ) {
    this.listener = listener;
    this.connect = connect;
  }

  get status(): LiveStatus {
    return this.current;
  }

  /** Calls back on each change of the status until the returned function is called. */
  subscribe = (onChange: () => void): (() => void) => {
    this.statusListeners.add(onChange);
    return () => this.statusListeners.delete(onChange);
  };

  open(): void {
    const source = this.connect("/api/live");
    this.source = source;
    source.addEventListener("ready", () => this.began());
    source.addEventListener("reset", () => this.began());
    source.addEventListener("resumed", () => this.become("live"));
    source.addEventListener("unavailable", () => this.become("unavailable"));
    for (const name of ["started", "updated", "finished"]) {
      source.addEventListener(name, (event) => this.take(event));
    }
    source.addEventListener("answer", (event) => {
      this.listener.onAnswer(JSON.parse(event.data) as AnswerProgress);
    });
    source.addEventListener("indexed", (event) => {
      this.listener.onPlace(JSON.parse(event.data) as ExchangePlace);
    });
    source.addEventListener("deleted", (event) => {
      this.listener.onDeleted((JSON.parse(event.data) as { id: string }).id);
    });
    source.onerror = () => this.lost(source);
  }

  close(): void {
    this.source?.close();
    clearTimeout(this.retry);
    clearTimeout(this.flush);
  }

  private began(): void {
    // What was read before may be older than the stream's beginning.
    this.pending.clear();
    this.listener.onReset();
    this.become("live");
  }

  private take(event: MessageEvent<string>): void {
    const exchange = JSON.parse(event.data) as ExchangeSummary;
    this.pending.set(exchange.id, exchange);
    this.flush ??= setTimeout(() => {
      this.flush = undefined;
      const exchanges = [...this.pending.values()];
      this.pending.clear();
      if (exchanges.length > 0) this.listener.onExchanges(exchanges);
    }, FLUSH_MILLIS);
  }

  private lost(source: EventSource): void {
    this.become("disconnected");
    // A browser comes back by itself after a broken connection, never after an error status.
    if (source.readyState === source.CLOSED) {
      this.retry = setTimeout(() => this.open(), RETRY_MILLIS);
    }
  }

  private become(status: LiveStatus): void {
    if (this.current === status) return;
    this.current = status;
    for (const onChange of this.statusListeners) onChange();
  }
}
