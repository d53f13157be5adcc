import { expect, it } from "vitest";
import { mockConversation } from "../../../mocks/conversations";
import { mockTurns } from "../../../mocks/turns";
import { contextAt, errorsIn, landmarksOf, nextPlace } from "./landmarks";

const turns = mockTurns({ ...mockConversation(1, 0), turns: 8 }, 32, null, 50).items;

it("finds turns, errors and agents at the places of their messages", () => {
  const { turns: places, agents, errors } = landmarksOf(turns);
  expect(places).toEqual([1, 5, 9, 13, 17, 21, 25, 29]);
  // Agents are called in the answers of the second, the fifth and the seventh turn.
  expect(agents).toEqual([6, 18, 26]);
  const failed = turns.filter(({ toolCalls }) => toolCalls.some(({ isError }) => isError));
  expect(errors).toEqual(failed.map(({ position }) => position + 1));
  expect(errors.length).toBeGreaterThan(0);
});

it("takes a request for failed by its status, outcome or error, but not where the client gave up", () => {
  const [turn] = turns;
  const [request] = turn?.requests ?? [];
  if (!turn || !request) throw new Error("no turn");
  const errors = (changes: object) =>
    errorsIn({ ...turn, toolCalls: [], requests: [{ ...request, ...changes }] });
  expect(errors({})).toBe(0);
  expect(errors({ status: 529 })).toBe(1);
  expect(errors({ outcome: "upstream_truncated" })).toBe(1);
  expect(errors({ error: "overloaded_error" })).toBe(1);
  expect(errors({ outcome: "client_aborted" })).toBe(0);
});

it("goes to the next place in either direction", () => {
  expect(nextPlace([1, 5, 9], 5, 1)).toBe(9);
  expect(nextPlace([1, 5, 9], 5, -1)).toBe(1);
  expect(nextPlace([1, 5, 9], 9, 1)).toBeUndefined();
});

it("takes the context of a turn from its last request that was answered", () => {
  const [turn] = turns;
  if (!turn) throw new Error("no turn");
  const nothing = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0 };
  const [first, second] = turn.requests;
  if (!first || !second) throw new Error("no request");
  expect(contextAt(turn)).toBe(14 + 21_000 + 1_900);
  const cut = { ...turn, requests: [first, { ...second, tokens: nothing }] };
  expect(contextAt(cut)).toBe(14 + 21_000 + 1_900);
  expect(contextAt({ ...turn, requests: [{ ...first, tokens: nothing }] })).toBeUndefined();
});
