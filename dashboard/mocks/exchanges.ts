import type {
  ExchangeDetail,
  ExchangeOutcome,
  ExchangeSummary,
  RequestFacts,
  StreamEvent,
} from "../src/api/client";
import { mockRoute } from "./routing";
import { toolMessages } from "./tools";

/** A record to look at without any service: the same one each time. */

const SESSIONS = ["4b0f7c1e-6d0a-4a8e-9a57-1c2d6f0e8b11", "c92de5a0-33f1-4f4e-8d7a-90ab5dd1e7f4"];
const AGENTS = ["a3f19c02d4be7781", "a90be17c55d2f306"];
const MODELS = [
  "claude-sonnet-4-5-20250929",
  "claude-opus-4-1-20250805",
  "claude-haiku-4-5-20251001",
];
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export const MOCK_COUNT = 1_000;

/** An id as proxy-data writes them: sorted by time. */
export function mockId(startedAtMillis: number): string {
  let rest = BigInt(Math.round(startedAtMillis * 1_000)) << 11n;
  let text = "";
  for (let i = 0; i < 13; i++) {
    text = ALPHABET.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}

/** The exchange that started so many places before `now`. */
export function mockExchange(place: number, now: number): ExchangeSummary {
  const startedAt = now - place * 4_700 - ((place * 7_919) % 3_000) - 40_000;
  const kind = (place * 37 + 11) % 100;
  const outcome: ExchangeOutcome =
    kind < 2
      ? "client_aborted"
      : kind === 2
        ? "upstream_truncated"
        : kind === 3
          ? "upstream_error"
          : "completed";
  const counting = kind >= 90;
  const status = kind === 4 ? 529 : kind === 5 ? 429 : 200;
  const agent = kind % 5 === 0 ? AGENTS[place % 2] : undefined;
  const first = 310_000 + ((place * 104_729) % 900_000);
  const streamed = counting || status !== 200 ? 900 : ((place * 15_485_863) % 24_000_000) + 400_000;
  return {
    id: mockId(startedAt),
    startedAt: new Date(startedAt).toISOString(),
    method: "POST",
    path: counting ? "/v1/messages/count_tokens" : "/v1/messages",
    query: "beta=true",
    outcome,
    outcomeDetail: outcome === "upstream_error" ? "overloaded_error" : "",
    status,
    model: MODELS[kind % 11 === 0 ? 2 : kind % 7 === 0 ? 1 : 0] ?? null,
    sessionId: SESSIONS[place % 9 === 0 ? 1 : 0] ?? null,
    agentId: agent ?? null,
    parentAgentId: null,
    requestClass: agent ? "subagent" : "main",
    requestBytes: 48_000 + ((MOCK_COUNT - place) % 220) * 1_873,
    responseBytes: counting ? 23 : 1_400 + ((place * 6_151) % 46_000),
    timeToFirstByteMicros: first,
    timeToFirstTokenMicros: counting || status !== 200 ? null : first + 86_000,
    durationMicros: first + streamed,
    facts: mockFacts(place, counting, status, agent),
  };
}

const TOOL_CALLS = [["Read"], ["Read", "Read", "Grep"], ["Bash"], [], ["Edit", "Bash"]];

/** What would follow from the bodies of the exchange at this place. */
function mockFacts(
  place: number,
  counting: boolean,
  status: number,
  agent: string | undefined,
): RequestFacts {
  const charged = !counting && status === 200;
  const read = 12_000 + ((place * 7_907) % 150_000);
  const written = (place * 613) % 4_000;
  return {
    kind: counting ? "count_tokens" : agent ? "agent" : place % 17 === 0 ? "title" : "main",
    conversationId: counting ? null : (SESSIONS[place % 9 === 0 ? 1 : 0] ?? null),
    agentType: agent ? "Explore" : null,
    tools: charged ? (TOOL_CALLS[place % TOOL_CALLS.length] ?? []) : [],
    charge: charged
      ? {
          inputTokens: 4 + (place % 9),
          cacheReadTokens: read,
          cacheWrite5mTokens: written,
          cacheWrite1hTokens: 0,
          outputTokens: 40 + ((place * 331) % 1_900),
          cacheRatio: read / (read + written + 4 + (place % 9)),
          cost: 0.004 + ((place * 97) % 400) / 1_000,
        }
      : null,
    stopReason: charged ? "tool_use" : null,
    error: status === 529 ? "overloaded_error" : status === 429 ? "rate_limit_error" : null,
    provider: isRouted(place, agent) ? "openai" : "anthropic",
    routedModel: isRouted(place, agent) ? "gpt-4o" : null,
  };
}

function isRouted(place: number, agent: string | undefined): boolean {
  return agent !== undefined && place % 11 === 8;
}

/** An exchange that has only just begun. */
export function freshExchange(now: number): ExchangeSummary {
  return {
    ...mockExchange(1, now),
    id: mockId(now),
    startedAt: new Date(now).toISOString(),
    path: "/v1/messages",
    outcome: "in_flight",
    outcomeDetail: "",
    status: null,
    responseBytes: 0,
    timeToFirstByteMicros: null,
    timeToFirstTokenMicros: null,
    durationMicros: null,
    facts: null,
  };
}

export function mockDetail(summary: ExchangeSummary): ExchangeDetail {
  const streamed = summary.path === "/v1/messages" && summary.status === 200;
  return {
    summary,
    protocol: "HTTP/1.1",
    requestHeaders: [
      { name: "Accept", value: "application/json" },
      { name: "Content-Type", value: "application/json" },
      { name: "User-Agent", value: "claude-cli/2.1.330 (external, cli)" },
      { name: "X-Claude-Code-Session-Id", value: summary.sessionId ?? "" },
      { name: "anthropic-beta", value: "claude-code-20250219,interleaved-thinking-2025-05-14" },
      { name: "anthropic-version", value: "2023-06-01" },
      { name: "x-api-key", value: "fingerprint:5f8a1c02" },
      { name: "Accept-Encoding", value: "gzip, deflate, br, zstd" },
      { name: "Content-Length", value: String(summary.requestBytes) },
    ],
    responseHeaders:
      summary.status === null
        ? []
        : [
            {
              name: "content-type",
              value: streamed ? "text/event-stream; charset=utf-8" : "application/json",
            },
            { name: "request-id", value: "req_011CVDxyQ3vWkJp2" },
            { name: "anthropic-ratelimit-requests-remaining", value: "3998" },
            ...(streamed ? [{ name: "content-encoding", value: "gzip" }] : []),
          ],
    requestBody: { bytes: summary.requestBytes, sha256: "9f".repeat(32), recorded: true },
    responseBody: { bytes: summary.responseBytes, sha256: "4c".repeat(32), recorded: true },
    forwardedUnchanged: true,
    route: summary.facts?.routedModel ? mockRoute(summary) : null,
  };
}

/** The body of a request: a system prompt, tools and a history. */
export function mockRequestBody(summary: ExchangeSummary): string {
  const turns = Array.from({ length: 2 + (summary.requestBytes % 12) }, (_, turn) => [
    {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: `toolu_${turn}`, content: FILE }],
    },
    {
      role: "assistant",
      content: [
        { type: "text", text: "Let me look at how the queue is bounded." },
        {
          type: "tool_use",
          id: `toolu_${turn + 1}`,
          name: "Read",
          input: { file_path: "src/queue.ts" },
        },
      ],
    },
  ]).flat();
  return JSON.stringify({
    model: summary.model,
    messages: [...toolMessages(), ...turns],
    system: [{ type: "text", text: SYSTEM, cache_control: { type: "ephemeral" } }],
    tools: TOOLS,
    metadata: { user_id: "user_0000_account__session_4b0f" },
    max_tokens: 32_000,
    thinking: { type: "adaptive" },
    stream: true,
  });
}

/** The events of an answer. */
export function mockEvents(summary: ExchangeSummary): StreamEvent[] {
  const first = summary.timeToFirstByteMicros ?? 0;
  const events: object[] = [
    {
      type: "message_start",
      message: {
        id: "msg_01",
        role: "assistant",
        model: summary.model,
        usage: { input_tokens: 12, cache_read_input_tokens: 48_211 },
      },
    },
    { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "" } },
    ...words(THINKING).map((thinking) => ({
      type: "content_block_delta",
      index: 0,
      delta: { type: "thinking_delta", thinking },
    })),
    { type: "content_block_stop", index: 0 },
    { type: "content_block_start", index: 1, content_block: { type: "text", text: "" } },
    { type: "ping" },
    ...words(ANSWER).map((text) => ({
      type: "content_block_delta",
      index: 1,
      delta: { type: "text_delta", text },
    })),
    { type: "content_block_stop", index: 1 },
    {
      type: "content_block_start",
      index: 2,
      content_block: { type: "tool_use", id: "toolu_9", name: "Bash", input: {} },
    },
    ...words(TOOL_INPUT).map((partial_json) => ({
      type: "content_block_delta",
      index: 2,
      delta: { type: "input_json_delta", partial_json },
    })),
    { type: "content_block_stop", index: 2 },
    { type: "message_delta", delta: { stop_reason: "tool_use" }, usage: { output_tokens: 214 } },
    { type: "message_stop" },
  ];
  return events.map((event, index) => ({
    index,
    atMicros: first + index * 23_700,
    type: (event as { type: string }).type,
    data: JSON.stringify(event),
    complete: true,
  }));
}

function words(text: string): string[] {
  return text.match(/\S+\s*(?:\S+\s*)?/g) ?? [];
}

const THINKING =
  "The queue is bounded in bytes, and the writer takes batches. If the disk stalls, the queue fills up and records are dropped. I should check how the bound is counted before I suggest anything.";
const ANSWER =
  "The queue drops records when the writer falls behind: `offer` counts the bytes of a record *after* it was compressed, so a burst of large bodies passes the bound before it is noticed.\n\nTwo things would help:\n\n1. Count the bytes before compressing.\n2. Tell `/health` as soon as the first record is dropped.\n\nLet me run the tests to see whether anything relies on the present order. <img src=x onerror=alert(1)>";
const TOOL_INPUT =
  '{"command": "./mvnw -q -pl exchange-store test", "description": "Run the tests of the store"}';
const SYSTEM =
  "You are Claude Code, Anthropic's official CLI for Claude.\n\nYou help people with software engineering. Be concise, direct and to the point.\n\n# Tone\n- Answer the question that was asked.\n- Do not add explanations that nobody needs.\n";
const TOOLS = ["Bash", "Read", "Edit", "Grep"].map((name) => ({
  name,
  description: `${name} does what its name says.\n\n- It is **quick**.\n- It never asks twice.`,
  input_schema: {
    type: "object",
    properties: { path: { type: "string", description: "Which file" } },
    required: ["path"],
  },
}));
const FILE = Array.from(
  { length: 40 },
  (_, line) =>
    `${String(line + 1).padStart(5)}→export function line${line + 1}(value: number) { return value * ${line}; }`,
).join("\n");
