import type { UsageFigures, UsageGroup, UsageReport } from "../src/api/client";

type Tokens = UsageFigures["tokens"];

const NO_TOKENS: Tokens = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0 };

/** Dollars per million tokens: what a model of the middle class costs. */
const PRICES = { input: 3, output: 15, cacheWrite5m: 3.75, cacheWrite1h: 6, cacheRead: 0.3 };

/** What so many requests took. */
export function figures(
  tokens: Partial<Tokens>,
  failedRequests: number,
  requests: number,
  factor = 1,
): UsageFigures {
  const all = { ...NO_TOKENS, ...tokens };
  const price = (kind: keyof Tokens) => round((all[kind] * PRICES[kind] * factor) / 1e6);
  const cost = {
    input: price("input"),
    output: price("output"),
    cacheWrite5m: price("cacheWrite5m"),
    cacheWrite1h: price("cacheWrite1h"),
    cacheRead: price("cacheRead"),
    serverTools: 0,
  };
  const saved = round((all.cacheRead * 2.7 * factor) / 1e6);
  const surcharge = round((all.cacheWrite5m * 0.75 * factor) / 1e6);
  const lostTokens = Math.round(all.cacheWrite5m * 0.31);
  const input = all.input + all.cacheRead + all.cacheWrite5m + all.cacheWrite1h;
  return {
    requests,
    failedRequests,
    tokens: all,
    spending: {
      cost: { ...cost, total: round(Object.values(cost).reduce((sum, part) => sum + part, 0)) },
      unpricedRequests: 0,
    },
    cacheEffect: { saved, surcharge, net: round(saved - surcharge) },
    lostTokens,
    missCost: round((lostTokens * 3.45 * factor) / 1e6),
    cacheHitRatio: input === 0 ? null : all.cacheRead / input,
  };
}

function round(dollars: number): number {
  return Math.round(dollars * 1e12) / 1e12;
}

/** Both together. */
export function plus(one: UsageFigures, other: UsageFigures): UsageFigures {
  const add = <T extends Record<string, number>>(a: T, b: T) =>
    Object.fromEntries(
      Object.entries(a).map(([key, value]) => [key, round(value + (b[key] ?? 0))]),
    ) as T;
  const tokens = add(one.tokens, other.tokens);
  const input = tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h;
  return {
    requests: one.requests + other.requests,
    failedRequests: one.failedRequests + other.failedRequests,
    tokens,
    spending: {
      cost: add(one.spending.cost, other.spending.cost),
      unpricedRequests: one.spending.unpricedRequests + other.spending.unpricedRequests,
    },
    cacheEffect: add(one.cacheEffect, other.cacheEffect),
    lostTokens: one.lostTokens + other.lostTokens,
    missCost: round(one.missCost + other.missCost),
    cacheHitRatio: input === 0 ? null : tokens.cacheRead / input,
  };
}

/** A report of days with these groups, whose requests are all that is in it. */
export function report(
  days: number,
  groups: readonly { key: string; points: UsageGroup["points"]; requests: number }[],
): UsageReport {
  const requestsOf = (period: number) =>
    groups
      .flatMap(({ points }) => points)
      .filter((point) => point.period === period)
      .reduce((sum, { requests }) => sum + requests, 0);
  return {
    zone: "UTC",
    by: "day",
    group: "model",
    firstAt: null,
    periods: Array.from({ length: days }, (_, period) => ({
      startedAt: new Date(Date.UTC(2026, 10, 1 + period)).toISOString(),
      usage: figures({}, 0, requestsOf(period)),
    })),
    total: figures({}, 0, 0),
    groups: groups.map(({ key, points, requests }) => ({
      key,
      points,
      usage: figures({}, 0, requests),
    })),
    errors: [],
    budgets: [],
  };
}
