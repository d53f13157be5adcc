import { expect, it } from "vitest";
import { figures, report } from "../../../mocks/statistics-figures";
import { groupName, groupSeries, inputOf, kindSeries, tokensOf } from "./series";

it("tells all tokens, and all that went in", () => {
  const usage = figures({ input: 1, cacheRead: 10, cacheWrite5m: 100, cacheWrite1h: 1_000 }, 0, 2);
  expect(inputOf(usage)).toBe(1_111);
  expect(tokensOf({ ...usage, tokens: { ...usage.tokens, output: 10_000 } })).toBe(11_111);
});

it("shows seven groups and what is left", () => {
  const groups = Array.from({ length: 9 }, (_, i) => ({
    key: `m${i}`,
    points: [{ period: 1, requests: 9 - i, tokens: 0, cost: 0 }],
    requests: 9 - i,
  }));
  const shown = groupSeries(report(3, groups), "requests");
  expect(shown.map(({ name }) => name)).toEqual([
    "m0",
    "m1",
    "m2",
    "m3",
    "m4",
    "m5",
    "m6",
    "Others",
  ]);
  expect(shown[0]?.values).toEqual([0, 9, 0]);
  expect(shown[7]?.values).toEqual([0, 2 + 1, 0]);
});

it("has no rest where nothing is left", () => {
  const groups = [
    { key: "a", points: [{ period: 0, requests: 3, tokens: 0, cost: 0 }], requests: 3 },
  ];
  expect(groupSeries(report(1, groups), "requests").map(({ name }) => name)).toEqual(["a"]);
});

it("tells kinds of tokens apart that occur", () => {
  const one = report(1, []);
  one.periods[0] = {
    startedAt: "2026-11-22T00:00:00Z",
    usage: figures({ cacheRead: 5, cacheWrite5m: 2, cacheWrite1h: 3 }, 0, 4),
  };
  expect(kindSeries(one, "tokens").map(({ name, values }) => [name, values])).toEqual([
    ["Read from the cache", [5]],
    ["Written into the cache", [5]],
  ]);
  expect(kindSeries(one, "requests").map(({ values }) => values)).toEqual([[4], [0]]);
});

it("calls groups as people do", () => {
  expect(groupName("model", "claude-opus-4-5-20251101")).toBe("opus-4-5");
  expect(groupName("model", "")).toBe("No model");
  expect(groupName("agent", "main")).toBe("Main conversation");
  expect(groupName("agent", "Explore")).toBe("Explore");
  expect(groupName("tool", "Bash")).toBe("Bash");
  expect(groupName("tool", "")).toBe("No tool called");
  expect(groupName("class", "count_tokens")).toBe("count tokens");
});
