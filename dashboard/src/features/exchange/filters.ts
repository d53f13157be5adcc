import type { ExchangeOutcome, ExchangeSummary } from "@/api/client";

/** What the list is about and in which order, as it stands in the URL. What is absent does not
 * matter. */
export interface ExchangeFilters {
  status?: string;
  outcome?: ExchangeOutcome;
  model?: string;
  session?: string;
  conversation?: string;
  agent?: string;
  agentType?: string;
  kind?: string;
  tool?: string;
  provider?: string;
  from?: string;
  until?: string;
  q?: string;
  sort?: Sort;
  order?: "asc";
}

/** What a list can be sorted by; by time, the newest first, goes without saying. */
export const SORTS = ["time", "duration", "first_token", "cost", "tokens", "cache_ratio"] as const;
export type Sort = (typeof SORTS)[number];

export const OUTCOMES = [
  "in_flight",
  "completed",
  "upstream_error",
  "client_aborted",
  "upstream_unreachable",
  "upstream_truncated",
  "rejected",
  "abandoned",
] as const satisfies readonly ExchangeOutcome[];

const TEXT_FILTERS = [
  "model",
  "session",
  "conversation",
  "agent",
  "agentType",
  "kind",
  "tool",
  "provider",
  "q",
] as const;
const TIMES = ["from", "until"] as const;

/** Reads the filters out of a URL's parameters and leaves away what makes no sense. */
export function parseFilters(search: Readonly<Record<string, unknown>>): ExchangeFilters {
  const filters: ExchangeFilters = {};
  for (const name of TEXT_FILTERS) {
    const value = search[name];
    if (typeof value === "string" && value !== "") filters[name] = value;
  }
  for (const name of TIMES) {
    const value = search[name];
    if (typeof value === "string" && !Number.isNaN(Date.parse(value))) filters[name] = value;
  }
  if (typeof search.status === "string" && /^[1-5](xx|\d\d)$/.test(search.status)) {
    filters.status = search.status;
  }
  const outcome = OUTCOMES.find((known) => known === search.outcome);
  if (outcome) filters.outcome = outcome;
  const sort = SORTS.find((known) => known === search.sort);
  if (sort && sort !== "time") filters.sort = sort;
  if (search.order === "asc") filters.order = "asc";
  return filters;
}

/** Whether the list is the newest first, so that what happens goes on top. */
export function isNewestFirst({ sort, order }: ExchangeFilters): boolean {
  return sort === undefined && order === undefined;
}

/** Whether only the index can tell what belongs into the list. */
export function needsIndex(filters: ExchangeFilters): boolean {
  const { conversation, agentType, kind, tool, provider } = filters;
  return [conversation, agentType, kind, tool, provider].some((value) => value !== undefined);
}

/** Whether an exchange belongs into the list: what proxy-data's filter says, said here for what
 * the live stream brings, as far as that tells it. */
export function matches(filters: ExchangeFilters, exchange: ExchangeSummary): boolean {
  const { status, outcome, model, session, agent, from, until, q } = filters;
  const started = Date.parse(exchange.startedAt);
  return (
    (status === undefined || hasStatus(status, exchange.status)) &&
    (outcome === undefined || exchange.outcome === outcome) &&
    (model === undefined || exchange.model === model) &&
    (session === undefined || exchange.sessionId === session) &&
    (agent === undefined || (exchange.agentId ?? "main") === agent) &&
    (from === undefined || started >= Date.parse(from)) &&
    (until === undefined || started < Date.parse(until)) &&
    (q === undefined || targetOf(exchange).includes(q.trim().toLowerCase()))
  );
}

export function hasFilters({ sort: _, order: __, ...filters }: ExchangeFilters): boolean {
  return Object.keys(filters).length > 0;
}

/** The order alone: what is left when every filter is taken away. */
export function withoutFilters({ sort, order }: ExchangeFilters): ExchangeFilters {
  return { ...(sort && { sort }), ...(order && { order }) };
}

function hasStatus(wanted: string, status: number | null): boolean {
  if (status === null) return false;
  return wanted.endsWith("xx")
    ? Math.floor(status / 100) === Number(wanted[0])
    : status === Number(wanted);
}

function targetOf({ method, path, query }: ExchangeSummary): string {
  return `${method} ${path}${query === null ? "" : `?${query}`}`.toLowerCase();
}
