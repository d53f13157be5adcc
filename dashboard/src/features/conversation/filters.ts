/** Which conversations a list is about, as it stands in the URL. What is absent does not matter. */
export interface ConversationFilters {
  q?: string;
  project?: string;
  model?: string;
  /** `all`, an agent's type or its id; the main conversations where it is absent. */
  agent?: string;
  session?: string;
  /** How far back it reaches. */
  since?: keyof typeof PERIODS;
}

const HOUR = 3_600_000;

export const PERIODS = {
  "1h": { label: "Last hour", millis: HOUR },
  "24h": { label: "Last 24 hours", millis: 24 * HOUR },
  "7d": { label: "Last 7 days", millis: 168 * HOUR },
  "30d": { label: "Last 30 days", millis: 720 * HOUR },
} as const;

export const ALL_AGENTS = "all";

const TEXTS = ["q", "project", "model", "agent", "session"] as const;

/** Reads the filters out of a URL's parameters and leaves away what makes no sense. */
export function parseConversationFilters(
  search: Readonly<Record<string, unknown>>,
): ConversationFilters {
  const filters: ConversationFilters = {};
  for (const name of TEXTS) {
    const value = search[name];
    if (typeof value === "string" && value !== "") filters[name] = value;
  }
  const since = Object.keys(PERIODS).find((period) => period === search.since);
  if (since) filters.since = since as keyof typeof PERIODS;
  return filters;
}

/** The parameters of the API. A period begins at a full minute, so that it can be asked twice. */
export function queryOf(
  { since, agent = "main", ...texts }: ConversationFilters,
  now: number,
): Record<string, string> {
  const from = since && new Date(Math.floor((now - PERIODS[since].millis) / 60_000) * 60_000);
  return {
    ...texts,
    ...(agent !== ALL_AGENTS && { agent }),
    ...(from && { from: from.toISOString() }),
  };
}

export function hasConversationFilters(filters: ConversationFilters): boolean {
  return Object.keys(filters).length > 0;
}
