import { beforeEach, expect, it, vi } from "vitest";
import type { ExchangeSummary } from "@/api/client";
import { mockConversation } from "../../../mocks/conversations";
import { mockExchange } from "../../../mocks/exchanges";
import { mockPlace, mockProgress } from "../../../mocks/live";
import { LiveBoard } from "./live-board";

const exchange = (id: string, outcome: ExchangeSummary["outcome"]): ExchangeSummary => ({
  ...mockExchange(0, 0),
  id,
  outcome,
});

let frames: (() => void)[];
let board: LiveBoard;
const paint = () => {
  for (const frame of frames.splice(0)) frame();
};
const shown = () => board.snapshot().map(({ exchange: { id } }) => id);

beforeEach(() => {
  frames = [];
  board = new LiveBoard((callback) => {
    frames.push(callback);
  });
});

it("tells those who look once a frame, the newest exchange first", () => {
  const watcher = vi.fn();
  board.subscribe(watcher);
  board.exchanges([exchange("1", "completed"), exchange("3", "in_flight")]);
  board.exchanges([exchange("2", "in_flight")]);
  expect(watcher).not.toHaveBeenCalled();
  paint();
  expect(watcher).toHaveBeenCalledTimes(1);
  expect(shown()).toEqual(["3", "2", "1"]);
});

it("keeps what is told of an exchange before it is told of itself", () => {
  const conversation = mockConversation(1, 0);
  board.place(mockPlace(exchange("1", "in_flight"), conversation));
  board.answer(mockProgress("1", [{ type: "text", text: "Hello" }]));
  paint();
  expect(shown()).toEqual([]);
  board.exchanges([exchange("1", "in_flight")]);
  paint();
  const [entry] = board.snapshot();
  expect(entry?.place?.conversation).toBe(conversation.id);
  expect(entry?.answer?.blocks[0]?.text).toBe("Hello");
});

it("makes no entry anew whose exchange nothing is told of", () => {
  board.exchanges([exchange("1", "in_flight"), exchange("2", "in_flight")]);
  paint();
  const before = board.snapshot();
  board.answer(mockProgress("2", [{ type: "text", text: "x" }]));
  paint();
  expect(board.snapshot()[1]).toBe(before[1]);
  expect(board.snapshot()[0]).not.toBe(before[0]);
});

it("lets the text of what has ended go after a while, and what is oldest after many", () => {
  vi.useFakeTimers();
  board.exchanges([exchange("00001", "in_flight")]);
  board.answer(mockProgress("00001", [{ type: "text", text: "Hello" }]));
  board.exchanges([exchange("00001", "completed")]);
  paint();
  expect(board.snapshot()[0]?.answer?.blocks).toHaveLength(1);
  vi.advanceTimersByTime(15_000);
  for (let id = 2; id <= 700; id++) {
    board.exchanges([exchange(String(id).padStart(5, "0"), "completed")]);
    if (id === 2) {
      paint();
      expect(board.snapshot().at(-1)?.answer?.blocks).toHaveLength(0);
    }
  }
  board.exchanges([exchange("00000", "in_flight")]);
  paint();
  expect(board.snapshot()).toHaveLength(601);
  expect(shown()).toContain("00000");
  expect(shown()).not.toContain("00001");
  vi.useRealTimers();
});

it("takes what was read only where the stream has told nothing", () => {
  board.exchanges([exchange("2", "completed")]);
  board.seed([exchange("2", "in_flight"), exchange("1", "completed")]);
  paint();
  expect(board.snapshot().map(({ exchange: { id, outcome } }) => [id, outcome])).toEqual([
    ["2", "completed"],
    ["1", "completed"],
  ]);
});

it("forgets what is deleted, and everything where what is known may be wrong", () => {
  board.exchanges([exchange("1", "completed"), exchange("2", "completed")]);
  board.remove("1");
  paint();
  expect(shown()).toEqual(["2"]);
  board.clear();
  paint();
  expect(shown()).toEqual([]);
});
