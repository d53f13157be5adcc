/** How much time the waterfall may show. */
export const SPANS = {
  "1m": { label: "1 minute", millis: 60_000 },
  "5m": { label: "5 minutes", millis: 300_000 },
  "15m": { label: "15 minutes", millis: 900_000 },
  "1h": { label: "1 hour", millis: 3_600_000 },
} as const;

/** What the page shows, as it stands in the URL. */
export interface LiveSearch {
  span?: keyof typeof SPANS;
}

export function parseLive(search: Readonly<Record<string, unknown>>): LiveSearch {
  const span = Object.keys(SPANS).find((known) => known === search.span);
  return span ? { span: span as keyof typeof SPANS } : {};
}
