import { expect, it } from "vitest";
import { mockConversation } from "../../../mocks/conversations";
import { mockExchange } from "../../../mocks/exchanges";
import { mockPlace } from "../../../mocks/live";
import { agentOf, lanesOf, phasesOf } from "./lanes";
import type { LiveEntry } from "./live-board";

const conversation = mockConversation(1, 0);

function entry(seconds: number, agent: string | null, parent?: string): LiveEntry {
  const exchange = {
    ...mockExchange(0, 0),
    id: String(seconds),
    startedAt: new Date(seconds * 1_000).toISOString(),
    timeToFirstByteMicros: 1_000_000,
    timeToFirstTokenMicros: 1_500_000,
    durationMicros: 4_000_000,
    outcome: "completed" as const,
  };
  const place = mockPlace(exchange, conversation, agent);
  return { exchange, place: { ...place, parent: parent ?? place.parent } };
}

it("gives each agent a lane, below that of who called it", () => {
  const lanes = lanesOf(
    [
      entry(40, null),
      entry(30, "Plan", `${conversation.id}.Explore`),
      entry(20, "Explore"),
      entry(10, null),
    ],
    0,
  );
  expect(lanes.map(({ label, depth, entries }) => [label, depth, entries.length])).toEqual([
    ["main", 0, 2],
    ["Explore", 1, 1],
    ["Plan", 2, 1],
  ]);
});

it("leaves out what was over before", () => {
  const lanes = lanesOf([entry(40, null), entry(10, "Explore")], 14_001);
  expect(lanes.map(({ label }) => label)).toEqual(["main"]);
});

it("survives agents that are said to have called each other", () => {
  const lanes = lanesOf(
    [
      entry(2, "Explore", `${conversation.id}.Plan`),
      entry(1, "Plan", `${conversation.id}.Explore`),
    ],
    0,
  );
  expect(lanes.length).toBeLessThanOrEqual(2);
});

it("tells waiting from answering", () => {
  const one = entry(10, null);
  expect(phasesOf(one, 99_000)).toEqual([
    { phase: "waiting", from: 10_000, to: 11_000 },
    { phase: "thinking", from: 11_000, to: 11_500 },
    { phase: "answering", from: 11_500, to: 14_000 },
  ]);
  const waiting = {
    exchange: {
      ...one.exchange,
      outcome: "in_flight" as const,
      timeToFirstByteMicros: null,
      timeToFirstTokenMicros: null,
      durationMicros: null,
    },
  };
  expect(phasesOf(waiting, 12_000)).toEqual([{ phase: "waiting", from: 10_000, to: 12_000 }]);
});

it("names agents by what is known of them", () => {
  const { exchange } = entry(1, null);
  expect(agentOf(entry(1, "Explore"))).toBe("Explore");
  expect(agentOf({ exchange: { ...exchange, agentId: "a3f19c02d4be7781" } })).toBe("a3f19c02");
  expect(agentOf({ exchange: { ...exchange, agentId: null, sessionId: null } })).toBe("direct");
});
