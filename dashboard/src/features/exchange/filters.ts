import type { ExchangeOutcome, ExchangeSummary } from "@/api/client";

/** What the list is about, as it stands in the URL. What is absent does not matter. */
export interface ExchangeFilters {
  status?: string;
  outcome?: ExchangeOutcome;
  model?: string;
  session?: string;
  agent?: string;
  q?: string;
}

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

const TEXT_FILTERS = ["model", "session", "agent", "q"] as const;

/** Reads the filters out of a URL's parameters and leaves away what makes no sense. */
export function parseFilters(search: Readonly<Record<string, unknown>>): ExchangeFilters {
  const filters: ExchangeFilters = {};
  for (const name of TEXT_FILTERS) {
    const value = search[name];
    if (typeof value === "string" && value !== "") filters[name] = value;
  }
  if (typeof search.status === "string" && /^[1-5](xx|\d\d)$/.test(search.status)) {
    filters.status = search.status;
  }
  const outcome = OUTCOMES.find((known) => known === search.outcome);
  if (outcome) filters.outcome = outcome;
  return filters;
}

/** Whether an exchange belongs into the list: what proxy-data's filter says, said here for what
 * the live stream brings. */
export function matches(filters: ExchangeFilters, exchange: ExchangeSummary): boolean {
  const { status, outcome, model, session, agent, q } = filters;
  return (
    (status === undefined || hasStatus(status, exchange.status)) &&
    (outcome === undefined || exchange.outcome === outcome) &&
    (model === undefined || exchange.model === model) &&
    (session === undefined || exchange.sessionId === session) &&
    (agent === undefined || (exchange.agentId ?? "main") === agent) &&
    (q === undefined || targetOf(exchange).includes(q.trim().toLowerCase()))
  );
}

export function hasFilters(filters: ExchangeFilters): boolean {
  return Object.keys(filters).length > 0;
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
