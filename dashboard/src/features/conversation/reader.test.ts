import { expect, it, vi } from "vitest";
import { mockConversation } from "../../../mocks/conversations";
import { mockMessages, mockTurns } from "../../../mocks/turns";
import { ConversationReader, type Source } from "./reader";

const summary = { ...mockConversation(1, 0), turns: 100 };

function open(tip: number) {
  const source = {
    messages: vi.fn<Source["messages"]>(async (end, from, limit) =>
      mockMessages(summary, end, from, limit),
    ),
    turns: vi.fn<Source["turns"]>(async (end, after) => mockTurns(summary, end, after, 7)),
  };
  const reader = new ConversationReader(source, 10);
  void reader.moveTo(tip);
  return { reader, source };
}

const gaps = (reader: ConversationReader) =>
  reader.snapshot().rows.flatMap((row) => (row.kind === "gap" ? [row.from] : []));

it("reads messages where somebody looks, and no others", async () => {
  const { reader, source } = open(40);
  await reader.at(23);
  expect(source.messages.mock.calls).toEqual([[40, 20, 12]]);
  expect(reader.snapshot().total).toBe(40);
  expect(gaps(reader)).toEqual([1, 11, 31]);
  await reader.fill(11);
  await reader.fill(11);
  expect(source.messages).toHaveBeenCalledTimes(2);
  expect(gaps(reader)).toEqual([1, 31]);
  await reader.all();
  expect(gaps(reader)).toEqual([]);
});

it("reads all turns in the background, page by page", async () => {
  const { reader } = open(80);
  await reader.at(1);
  await vi.waitFor(() => expect(reader.snapshot().turnsComplete).toBe(true));
  expect(reader.snapshot().turns.map(({ position }) => position)).toEqual(
    Array.from({ length: 20 }, (_, index) => index * 4 + 1),
  );
});

it("reads only what is new as the conversation grows", async () => {
  const { reader, source } = open(38);
  await reader.at(38);
  await vi.waitFor(() => expect(reader.snapshot().turnsComplete).toBe(true));
  source.messages.mockClear();
  source.turns.mockClear();
  await reader.moveTo(44);
  await vi.waitFor(() => expect(gaps(reader)).toEqual([1, 11, 21]));
  expect(source.messages.mock.calls).toEqual([
    [44, 30, 12],
    [44, 40, 12],
  ]);
  expect(reader.snapshot().rows.at(-1)?.key).toMatch(/^44\./);
  expect(source.turns).toHaveBeenCalledTimes(1);
  expect(reader.snapshot().turns).toHaveLength(11);
});

it("tells what went wrong, and goes on once it can", async () => {
  const { reader, source } = open(40);
  source.messages.mockRejectedValueOnce(new Error("gone"));
  await reader.at(1);
  expect(reader.snapshot()).toMatchObject({ total: undefined, error: new Error("gone") });
  await reader.at(1);
  expect(reader.snapshot()).toMatchObject({ total: 40, error: undefined });
});

it("knows whose answers it has", async () => {
  const { reader } = open(8);
  await reader.at(1);
  const request = mockMessages(summary, 8, 8, 1).items[0]?.request ?? "";
  expect(reader.hasAnswerOf(request)).toBe(true);
  expect(reader.hasAnswerOf("another")).toBe(false);
});
