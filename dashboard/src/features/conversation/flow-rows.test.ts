import { expect, it } from "vitest";
import type { ConversationMessage } from "@/api/client";
import { mockConversation } from "../../../mocks/conversations";
import { mockMessages } from "../../../mocks/turns";
import { type FlowRow, rowAt, rowsOfChunk } from "./flow-rows";

const all = mockMessages(mockConversation(1, 0), 40, 1, 40).items;
const at = (position: number) => all[position - 1];

function chunk(from: number, to: number): FlowRow[] {
  return rowsOfChunk(all.slice(from - 1, to), at(from - 1), at(to + 1));
}

const calls = (rows: readonly FlowRow[]) =>
  rows.flatMap(({ block }) => (block?.kind === "call" ? [block] : []));

it("begins each turn with a row of its own", () => {
  const turns = chunk(1, 8).filter(({ kind }) => kind === "turn");
  expect(turns.map((row) => row.kind === "turn" && row.message.position)).toEqual([1, 5]);
});

it("joins calls to results, whichever side of a cut they stand on", () => {
  const whole = rowsOfChunk(all, undefined, undefined);
  for (let cut = 1; cut < 12; cut++) {
    const pieces = [...chunk(1, cut), ...chunk(cut + 1, 40)];
    expect(pieces.map(({ key }) => key)).toEqual(whole.map(({ key }) => key));
    expect(calls(pieces).every(({ result }) => result !== undefined)).toBe(true);
  }
});

it("marks the message behind which the history goes on in more than one way", () => {
  const forked = all.map(
    (message): ConversationMessage =>
      message.position === 4 ? { ...message, followers: 2 } : message,
  );
  const rows = rowsOfChunk(forked, undefined, undefined);
  const marks = rows.filter((row) => row.kind === "block" && row.fork);
  expect(marks.map((row) => row.kind === "block" && row.message.position)).toEqual([4]);
});

it("finds the row where a place begins, if it was read", () => {
  const rows: FlowRow[] = [
    ...chunk(1, 8),
    { kind: "gap", key: "g1", from: 9, count: 8 },
    ...chunk(17, 24),
  ];
  const found = (position: number) => {
    const index = rowAt(rows, position);
    const row = index === undefined ? undefined : rows[index];
    return row && [row.kind, row.kind === "gap" ? 0 : row.message.position];
  };
  expect(found(1)).toEqual(["turn", 1]);
  expect(found(5)).toEqual(["turn", 5]);
  expect(found(6)).toEqual(["block", 6]);
  expect(found(9)).toBeUndefined();
  expect(found(16)).toBeUndefined();
  expect(found(17)).toEqual(["turn", 17]);
  expect(found(99)).toEqual(["block", 24]);
});
