import type { ExchangeSummary, RouteDetail, Routing, RoutingExplanation } from "../src/api/client";

const now = Date.now();
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

export const MOCK_ROUTING: Routing = {
  enabled: true,
  refusal: null,
  definitions: 7,
  seenAgents: ["Explore", "code-reviewer", "general-purpose"],
  providers: [
    {
      name: "local",
      format: "openai",
      api: "chat",
      address: "http://localhost:11434/v1",
      hasKey: false,
      fallback: true,
      breakerEnabled: true,
      breaker: "open",
      models: [],
      retries: 6,
      answered: 12,
      failed: 3,
      medianMicros: 2_410_000,
      lastAnswerAt: ago(14),
      lastFailureAt: ago(1),
      lastFailure: "Connection refused",
    },
    {
      name: "openai",
      format: "openai",
      api: "responses",
      address: "https://api.openai.com/v1",
      hasKey: true,
      fallback: false,
      breakerEnabled: true,
      breaker: "closed",
      models: ["gpt-4o"],
      retries: 1,
      answered: 340,
      failed: 0,
      medianMicros: 612_000,
      lastAnswerAt: ago(2),
      lastFailureAt: null,
      lastFailure: null,
    },
  ],
  mappings: [
    {
      agent: "code-reviewer",
      provider: "openai",
      model: "gpt-4o",
      unmatched: false,
      matches: 340,
      lastMatchAt: ago(2),
    },
    {
      agent: "data-analyst",
      provider: "local",
      model: "qwen3-coder",
      unmatched: true,
      matches: 15,
      lastMatchAt: ago(3_000),
    },
  ],
  missingTools: [
    {
      agent: "code-reviewer",
      provider: "openai",
      reason: "dropped: web_search_20250305 runs at Anthropic's only",
    },
  ],
  spending: [
    {
      provider: "openai",
      model: "gpt-4o",
      requests: 340,
      inputTokens: 4_120_000,
      cacheReadTokens: 2_900_000,
      outputTokens: 212_000,
      cost: 16.045,
      unpricedRequests: 0,
    },
    {
      provider: "local",
      model: "qwen3-coder",
      requests: 15,
      inputTokens: 190_000,
      cacheReadTokens: 0,
      outputTokens: 9_800,
      cost: 0,
      unpricedRequests: 15,
    },
  ],
};

export const MOCK_EXPLANATION: RoutingExplanation = {
  action: "call",
  subagent: true,
  agent: "code-reviewer",
  evidence: [
    { kind: "call", agent: "code-reviewer", detail: "toolu_01A" },
    { kind: "definition", agent: "code-reviewer", detail: "/home/me/.claude/agents/reviewer.md" },
  ],
  rule: "code-reviewer: openai:gpt-4o",
  provider: "openai",
  model: "gpt-4o",
  breaker: "closed",
  originalModel: "claude-sonnet-4-5",
  requestBytes: 48_211,
  sentBytes: 46_020,
  preview: '{"model":"gpt-4o","messages":[{"role":"system","content":"You review code."}]}',
  losses: [
    { field: "cache_control", severity: "NOTE", reason: "dropped", count: 3 },
    {
      field: "tools",
      severity: "WARNING",
      reason: "dropped: web_search_20250305 runs at Anthropic's only",
      count: 1,
    },
  ],
  cost: 0.0612,
  projectedCost: 0.0308,
};

/** How a routed request came to its answer. */
export function mockRoute({ requestBytes, responseBytes }: ExchangeSummary): RouteDetail {
  return {
    agent: "code-reviewer",
    evidence: MOCK_EXPLANATION.evidence,
    rule: "code-reviewer: openai:gpt-4o",
    provider: "openai",
    model: "gpt-4o",
    breaker: "closed",
    result: "answered",
    reason: "",
    attempts: [
      {
        atMicros: 1_200,
        firstByteMicros: 81_000,
        status: 429,
        headers: [{ name: "retry-after", value: "1" }],
        bytes: 96,
        failure: "HTTP status 429",
      },
      {
        atMicros: 1_083_000,
        firstByteMicros: 1_702_000,
        status: 200,
        headers: [{ name: "content-type", value: "text/event-stream" }],
        bytes: responseBytes,
        failure: "",
      },
    ],
    losses: [
      { field: "cache_control", severity: "note", reason: "dropped", count: 3 },
      {
        field: "tools",
        severity: "warning",
        reason: "dropped: web_search_20250305 runs at Anthropic's only",
        count: 1,
      },
    ],
    path: "/v1/responses",
    requestHeaders: [{ name: "authorization", value: "Bearer sha256:5f8a1c02" }],
    requestBody: { bytes: requestBytes, sha256: "9f".repeat(32), recorded: true },
    responseBody: { bytes: responseBytes + 96, sha256: "4c".repeat(32), recorded: true },
  };
}
