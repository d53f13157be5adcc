import { describe, expect, it } from "vitest";
import { mockExchange } from "../../../mocks/exchanges";
import { type ExchangeFilters, matches, needsIndex, parseFilters } from "./filters";

describe("parseFilters", () => {
  it("keeps what makes sense and drops the rest", () => {
    expect(
      parseFilters({ status: "4xx", outcome: "completed", q: "", model: 3, agent: "main", x: "y" }),
    ).toEqual({ status: "4xx", outcome: "completed", agent: "main" });
    expect(parseFilters({ status: "9xx", outcome: "lost" })).toEqual({});
    expect(parseFilters({ from: "yesterday", sort: "size", order: "desc" })).toEqual({});
    expect(parseFilters({ sort: "time", order: "asc" })).toEqual({ order: "asc" });
    expect(parseFilters({ sort: "cost", tool: "Bash", from: "2026-11-22T10:00:00Z" })).toEqual({
      sort: "cost",
      tool: "Bash",
      from: "2026-11-22T10:00:00Z",
    });
  });
});

it("knows what only the index can tell", () => {
  expect(needsIndex(parseFilters({ provider: "openai" }))).toBe(true);
  expect(needsIndex(parseFilters({ model: "gpt-4o", status: "5xx" }))).toBe(false);
});

describe("matches", () => {
  const exchange = {
    ...mockExchange(0, Date.now()),
    startedAt: "2026-11-22T10:00:00.000Z",
    path: "/v1/messages",
    query: "beta=true",
    status: 404,
    outcome: "completed" as const,
    model: "claude-haiku-4-5",
    sessionId: "s1",
    agentId: null,
  };
  it.each<[ExchangeFilters, boolean]>([
    [{}, true],
    [{ status: "404" }, true],
    [{ status: "4xx" }, true],
    [{ status: "5xx" }, false],
    [{ outcome: "completed" }, true],
    [{ outcome: "in_flight" }, false],
    [{ model: "claude-haiku-4-5" }, true],
    [{ model: "claude-haiku" }, false],
    [{ session: "s1" }, true],
    [{ session: "s2" }, false],
    [{ agent: "main" }, true],
    [{ agent: "a1" }, false],
    [{ q: "POST /V1/mess" }, true],
    [{ q: "?BETA" }, true],
    [{ q: "count_tokens" }, false],
    [{ status: "404", agent: "a1" }, false],
    [{ from: "2026-11-22T10:00:00Z" }, true],
    [{ from: "2026-11-22T10:00:01Z" }, false],
    [{ until: "2026-11-22T10:00:00Z" }, false],
    [{ until: "2026-11-22T10:00:01Z" }, true],
  ])("%o: %s", (filters, expected) => {
    expect(matches(filters, exchange)).toBe(expected);
  });

  it("finds no status where there is no answer", () => {
    expect(matches({ status: "2xx" }, { ...exchange, status: null })).toBe(false);
  });
});
