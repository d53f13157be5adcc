import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ExchangeSummary } from "@/api/client";
import { mockExchange } from "../../../mocks/exchanges";
import { LiveStream } from "./live-stream";

/** A stream whose events and breaks a test decides on. */
class FakeSource extends EventTarget {
  readonly CLOSED = 2;
  readyState = 1;
  onerror: (() => void) | null = null;
  close = vi.fn();

  send(name: string, data: object = {}): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.onerror?.();
  }
}

const sources: FakeSource[] = [];
const listener = {
  onExchanges: vi.fn(),
  onAnswer: vi.fn(),
  onPlace: vi.fn(),
  onDeleted: vi.fn(),
  onReset: vi.fn(),
};

function open() {
  const stream = new LiveStream(listener, () => {
    const source = new FakeSource();
    sources.push(source);
    return source as unknown as EventSource;
  });
  stream.open();
  return { stream, source: last() };
}

function last(): FakeSource {
  const source = sources.at(-1);
  if (!source) throw new Error("nobody connected");
  return source;
}

const exchange = (id: string, responseBytes = 0): ExchangeSummary => ({
  ...mockExchange(0, 0),
  id,
  responseBytes,
});

beforeEach(() => {
  vi.useFakeTimers();
  sources.length = 0;
  for (const callback of Object.values(listener)) callback.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
});

it("hands exchanges over in batches, each in its newest state", () => {
  const { source } = open();
  source.send("started", exchange("1"));
  source.send("updated", exchange("1", 5));
  source.send("finished", exchange("2", 7));
  expect(listener.onExchanges).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(listener.onExchanges.mock.calls).toEqual([[[exchange("1", 5), exchange("2", 7)]]]);
  source.send("updated", exchange("3"));
  vi.advanceTimersByTime(100);
  expect(listener.onExchanges).toHaveBeenCalledTimes(2);
});

it("passes on at once what was said, and where an exchange belongs", () => {
  const { source } = open();
  source.send("answer", { id: "1", blocks: [] });
  source.send("indexed", { id: "1", conversation: "c" });
  expect(listener.onAnswer).toHaveBeenCalledWith({ id: "1", blocks: [] });
  expect(listener.onPlace).toHaveBeenCalledWith({ id: "1", conversation: "c" });
});

it("passes on what was deleted", () => {
  open().source.send("deleted", { id: "7" });
  expect(listener.onDeleted).toHaveBeenCalledWith("7");
});

it("has everything read anew where a stream begins, and forgets what it held back", () => {
  const { stream, source } = open();
  source.send("ready");
  expect(listener.onReset).toHaveBeenCalledTimes(1);
  source.send("started", exchange("1"));
  source.send("reset");
  vi.advanceTimersByTime(100);
  expect(listener.onReset).toHaveBeenCalledTimes(2);
  expect(listener.onExchanges).not.toHaveBeenCalled();
  expect(stream.status).toBe("live");
});

it("leaves coming back to the browser where the browser does, and reads nothing twice", () => {
  const { stream, source } = open();
  source.send("ready");
  source.fail(0);
  expect(stream.status).toBe("disconnected");
  vi.advanceTimersByTime(10_000);
  expect(sources).toHaveLength(1);
  source.send("resumed");
  expect(stream.status).toBe("live");
  expect(listener.onReset).toHaveBeenCalledTimes(1);
});

it("comes back by itself where the browser gives up, and has everything read anew", () => {
  const { stream, source } = open();
  source.send("ready");
  source.fail(2);
  vi.advanceTimersByTime(1_499);
  expect(sources).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sources).toHaveLength(2);
  last().send("ready");
  expect(stream.status).toBe("live");
  expect(listener.onReset).toHaveBeenCalledTimes(2);
});

it("tells each change of its state once, and goes quiet when closed", () => {
  const { stream, source } = open();
  const onChange = vi.fn();
  const stop = stream.subscribe(onChange);
  source.send("ready");
  source.send("unavailable");
  source.send("unavailable");
  expect(onChange).toHaveBeenCalledTimes(2);
  stop();
  source.fail(2);
  stream.close();
  vi.advanceTimersByTime(10_000);
  expect(sources).toHaveLength(1);
  expect(onChange).toHaveBeenCalledTimes(2);
});
