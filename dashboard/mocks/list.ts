import type { ExchangePage, ExchangeSummary } from "../src/api/client";
import {
  type ExchangeFilters,
  matches,
  parseFilters,
  type Sort,
} from "../src/features/exchange/filters";

/** What proxy-data would answer to a question for a list of requests. */
export function listOf(record: readonly ExchangeSummary[], url: URL): ExchangePage {
  const search = Object.fromEntries(url.searchParams);
  const filters = parseFilters(search);
  const { sort = "time", order } = filters;
  const passing = record.filter((one) => matches(filters, one) && matchesFacts(filters, one));
  const sorted =
    sort === "time"
      ? passing
      : passing
          .filter((one) => keyOf(sort, one) !== null)
          .sort((a, b) => compare(keyOf(sort, b), keyOf(sort, a)) || compare(b.id, a.id));
  const found = order === "asc" ? sorted.reverse() : sorted;
  const before = search.before;
  const at = before === undefined ? 0 : found.findIndex((one) => before.endsWith(one.id)) + 1;
  const limit = Number(search.limit ?? 100);
  const items = found.slice(at, at + limit);
  return {
    items,
    next: found.length > at + limit ? (items.at(-1)?.id ?? null) : null,
    total: before === undefined ? found.length : null,
  };
}

function matchesFacts(filters: ExchangeFilters, { facts }: ExchangeSummary): boolean {
  const { conversation, agentType, kind, tool, provider } = filters;
  return (
    (conversation === undefined || facts?.conversationId === conversation) &&
    (agentType === undefined || facts?.agentType === agentType) &&
    (kind === undefined || facts?.kind === kind) &&
    (tool === undefined || facts?.tools.includes(tool) === true) &&
    (provider === undefined || facts?.provider === provider)
  );
}

function keyOf(sort: Sort, one: ExchangeSummary): number | string | null {
  const charge = one.facts?.charge;
  switch (sort) {
    case "time":
      return one.id;
    case "duration":
      return one.durationMicros;
    case "first_token":
      return one.timeToFirstTokenMicros;
    case "cost":
      return charge?.cost ?? null;
    case "tokens":
      return charge ? charge.inputTokens + charge.cacheReadTokens + charge.outputTokens : null;
    case "cache_ratio":
      return charge?.cacheRatio ?? null;
  }
}

function compare<T extends number | string | null>(a: T, b: T): number {
  if (a === null || b === null || a === b) return 0;
  return a < b ? -1 : 1;
}

/** What occurs, for filters to choose from. */
export function valuesOf(record: readonly ExchangeSummary[]) {
  return {
    models: different(record.map(({ model }) => model)),
    statuses: different(record.map(({ status }) => (status === 200 ? null : status))),
    kinds: different(record.map(({ facts }) => facts?.kind ?? null)),
    agentTypes: different(record.map(({ facts }) => facts?.agentType ?? null)),
    tools: different(record.flatMap(({ facts }) => facts?.tools ?? [])),
    providers: different(record.map(({ facts }) => facts?.provider ?? null)),
  };
}

function different<T>(values: readonly (T | null)[]): T[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}
