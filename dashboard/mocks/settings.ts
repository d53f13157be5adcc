import type {
  CacheReport,
  DeletionPreview,
  ExchangeSummary,
  ExportPreview,
  Setting,
} from "../src/api/client";

const setting = (
  key: string,
  value: string | null,
  origin: string | null,
  variables: string[],
): Setting => ({ key, value, origin, defaultValue: null, kind: "text", variables });

export const MOCK_CONFIG = {
  items: [
    setting("server.host", "127.0.0.1", null, ["BIND_ADDRESS"]),
    setting("server.port", "4001", "config.yaml", ["PROXY_CORE_PORT", "PORT"]),
    setting("storage.db_path", "/srv/exchanges.db", "DB_PATH", ["DB_PATH"]),
    setting("storage.retention.max_age", null, null, ["RETENTION_MAX_AGE"]),
    setting("data.access.token", "********", "DASHBOARD_TOKEN", ["DASHBOARD_TOKEN"]),
  ],
};

const rates = { input: 3, output: 15, cacheWrite5m: 3.75, cacheWrite1h: 6, cacheRead: 0.3 };

export const MOCK_PRICES = {
  asOf: "2026-11-01",
  sources: ["https://docs.claude.com/en/docs/about-claude/pricing"],
  items: [
    { model: "our-model", source: "config.yaml", ...rates, input: 1, longContextAbove: null },
    { model: "claude-sonnet-4-5", source: "Anthropic", ...rates, longContextAbove: 200_000 },
  ],
};

/** What a deletion of these would take away. */
export function deletionPreviewOf(some: readonly ExchangeSummary[]): DeletionPreview {
  return { ...countsOf(some), recordBytes: 48_234_496, complete: true };
}

/** What an export of these would hold. */
export function exportPreviewOf(some: readonly ExchangeSummary[]): ExportPreview {
  return {
    ...countsOf(some),
    truncated: false,
    contents: [
      "Prompts, answers, thinking, tool inputs and results, in full",
      "Headers; credentials among them are fingerprints that tell nothing",
    ],
  };
}

function countsOf(some: readonly ExchangeSummary[]) {
  return {
    exchanges: some.length,
    sessions: new Set(some.map(({ sessionId }) => sessionId)).size,
    first: some.at(-1)?.startedAt ?? null,
    last: some[0]?.startedAt ?? null,
    requestBytes: some.reduce((sum, { requestBytes }) => sum + requestBytes, 0),
    responseBytes: some.reduce((sum, { responseBytes }) => sum + responseBytes, 0),
  };
}

/** The exchanges that a deletion or an export asks for. */
export function selectedOf(record: readonly ExchangeSummary[], url: URL): ExchangeSummary[] {
  const { session, from, until } = Object.fromEntries(url.searchParams);
  return record.filter(
    (one) =>
      (session === undefined || one.sessionId === session) &&
      (from === undefined || one.startedAt >= from) &&
      (until === undefined || one.startedAt < until),
  );
}

/** The sessions of these, to choose from. */
export function sessionsOf(record: readonly ExchangeSummary[]) {
  const ids = [...new Set(record.map(({ sessionId }) => sessionId))];
  return {
    items: ids.map((id, index) => ({
      id,
      title: index === 0 ? "Bound the queue" : null,
      lastActivityAt: record.find(({ sessionId }) => sessionId === id)?.startedAt ?? "",
    })),
    next: null,
  };
}

/** A miss: a tool came, and all that had been cached was read anew. */
export function mockCache(summary: ExchangeSummary, predecessorId: string | null): CacheReport {
  const charge = summary.facts?.charge;
  return {
    predecessorId,
    idleMillis: 48_000,
    cause: "tools_changed",
    detail: "added mcp__github__search, removed WebFetch",
    before: { part: "tools", index: 11, block: 0, role: "" },
    after: { part: "tools", index: 11, block: 0, role: "" },
    readTokens: charge?.cacheReadTokens ?? 0,
    writtenTokens: charge?.cacheWrite5mTokens ?? 0,
    uncachedTokens: charge?.inputTokens ?? 0,
    hitRatio: charge?.cacheRatio ?? null,
    lostTokens: 41_200,
    missCost: 0.142,
    effect: { saved: 0.0324, surcharge: 0.0015, net: 0.0309 },
    breakpoints: [
      { part: "system", index: 1, block: 0, ttlSeconds: 3_600, estimatedTokens: 9_800 },
      { part: "messages", index: 13, block: 1, ttlSeconds: 300, estimatedTokens: 41_812 },
    ],
    diagnostics: null,
  };
}

const COST = {
  input: 0.000_03,
  output: 0.0321,
  cacheWrite5m: 0.0105,
  cacheWrite1h: 0,
  cacheRead: 0.0144,
  serverTools: 0,
  total: 0.057_03,
};

/** What an answer cost, of all that its content is told with. */
export function mockCharge() {
  return { cost: COST };
}
