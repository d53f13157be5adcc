import type {
  AnswerProgress,
  ContextReport,
  ConversationDetail,
  ConversationMessage,
  ConversationSummary,
  ExchangePlace,
  ExchangeSummary,
  MessagePage,
  Turn,
  TurnPage,
} from "../src/api/client";
import { mockId } from "./exchanges";
import { CALLS } from "./tools";

/** Conversations to look at without any service: the same ones each time. */

const TITLES = [
  [
    "Find out why the queue drops records",
    "The queue drops records under load. Find out why and mend it, with a test.",
  ],
  [
    "Count bytes before compressing",
    "Count the bytes of a record before it is compressed, not after.",
  ],
  [
    "Move the dashboard to one theme",
    "Every colour in the dashboard should come from one set of tokens, light and dark.",
  ],
  ["A flaky test in the writer", "writer.test.ts fails once in twenty runs. Why?"],
  [
    "Explain retention to newcomers",
    "Write a page that explains how retention works, for somebody who has never seen the code.",
  ],
  [
    "Read the record in another process",
    "Let another process read the record while it is being written.",
  ],
] as const;
const PROJECTS = ["/home/ada/store", "/home/ada/shop", "/home/ada/till-service"];
const MODELS = [
  "claude-sonnet-4-5-20250929",
  "claude-opus-4-1-20250805",
  "claude-haiku-4-5-20251001",
];
const AGENTS = ["Explore", "Plan", "general-purpose", "code-reviewer"];

export const MOCK_TURNS = 24;
/** Prompt, call, result, answer. */
const PER_TURN = 4;

function money(total: number): ConversationSummary["spending"] {
  return {
    cost: {
      input: total * 0.08,
      output: total * 0.41,
      cacheWrite5m: total * 0.29,
      cacheWrite1h: 0,
      cacheRead: total * 0.22,
      serverTools: 0,
      total,
    },
    unpricedRequests: 0,
  };
}

/** The conversation that was active so many places before `now`. */
export function mockConversation(place: number, now: number): ConversationSummary {
  const [sessionTitle, title] = TITLES[place % TITLES.length] ?? TITLES[0];
  const lastActivity = now - place * 1_860_000 - ((place * 7_919) % 900) * 1_000 - 9_000;
  const turns = place === 0 ? MOCK_TURNS : 1 + ((place * 37) % 60);
  const requests = turns * 2 + ((place * 13) % 40);
  const session = `${String(place).padStart(8, "0")}-6d0a-4a8e-9a57-1c2d6f0e8b11`;
  return {
    id: session,
    sessionId: session,
    project: PROJECTS[place % 3] ?? null,
    main: true,
    agentId: null,
    agentType: null,
    parentId: null,
    spawnedBy: null,
    title,
    sessionTitle: place % 4 === 3 ? null : sessionTitle,
    agents: place === 0 ? 3 : (place * 5) % 4,
    model: MODELS[place % 11 === 0 ? 1 : place % 5 === 0 ? 2 : 0] ?? null,
    startedAt: new Date(lastActivity - turns * 94_000).toISOString(),
    lastActivityAt: new Date(lastActivity).toISOString(),
    working: place === 0,
    requests,
    turns,
    errors: place % 7 === 2 ? 1 + (place % 3) : 0,
    toolCalls: turns * 3,
    tokens: {
      input: requests * 210,
      cacheRead: requests * 41_200,
      cacheWrite5m: requests * (1_400 + ((place * 331) % 2_600)),
      cacheWrite1h: 0,
      output: requests * 410,
    },
    spending: money(requests * 0.0234),
  };
}

function mockAgents(main: ConversationSummary): ConversationSummary[] {
  const prompts = [
    "Find every place where records are dropped",
    "Plan a bound in bytes",
    "Look for races in the writer",
  ];
  return prompts.map((title, index) => ({
    ...main,
    id: `${main.id}.a${index}f19c02d4be778`,
    main: false,
    agentId: `a${index}f19c02d4be778`,
    agentType: AGENTS[index] ?? null,
    parentId: index === 2 ? `${main.id}.a1f19c02d4be778` : main.id,
    spawnedBy: index === 2 ? "toolu_nested" : `toolu_${index === 0 ? 1 : 6}_0`,
    title,
    sessionTitle: null,
    agents: 0,
    model: MODELS[index === 1 ? 1 : 2] ?? null,
    working: false,
    requests: 9 + index * 4,
    turns: 1,
    errors: index === 2 ? 1 : 0,
    toolCalls: 14 + index,
    spending: money(0.061 + index * 0.044),
  }));
}

export function mockConversationDetail(summary: ConversationSummary): ConversationDetail {
  const total = summary.turns * PER_TURN - (summary.working ? 1 : 0);
  const first = mockId(Date.parse(summary.startedAt));
  return {
    summary,
    agents: summary.main && summary.agents > 0 ? mockAgents(summary) : [],
    branches: [
      ...(summary.agents === 3
        ? [
            {
              kind: "start" as const,
              forkedAfter: null,
              tip: 7,
              firstRequest: "1QFKB6H2M0G01",
              requests: 4,
            },
          ]
        : []),
      {
        kind: summary.agents === 3 ? ("rewind" as const) : ("start" as const),
        forkedAfter: summary.agents === 3 ? 4 : null,
        tip: total,
        firstRequest: first,
        requests: summary.requests,
      },
    ],
    sideRequests: summary.main
      ? [
          { kind: "title", requests: 1, tokens: summary.tokens, spending: money(0.0004) },
          { kind: "count_tokens", requests: 12, tokens: summary.tokens, spending: money(0) },
          { kind: "prefix_check", requests: 31, tokens: summary.tokens, spending: money(0.021) },
        ]
      : [],
  };
}

const PROMPTS = [
  "The queue drops records under load. Find out why and mend it, with a test.",
  "Good. Count the raw bytes, and tell `/health` when the first record is dropped.",
  "Run the whole suite, please.",
  "What would happen if the disk stalled for a minute?",
  "Write that down in NOTES.md, in two paragraphs.",
];

const ANSWERS = [
  "The queue drops records when the writer falls behind: `offer` counts the bytes of a record **after** it was compressed, so a burst of large bodies passes the bound before it is noticed.\n\n| where | counts |\n|---|---|\n| `offer` | compressed bytes |\n| `take` | raw bytes |\n\nI will count raw bytes in both places.",
  "Done. `Queue.offer` counts raw bytes now, and the first record that is dropped raises `records_dropped`, which `/health` tells as *degraded*.\n\n```ts\nif (this.bytes + record.rawSize > this.limit) return this.drop(record);\n```",
  "All 214 tests pass. One of them, `writer.test.ts`, relied on the old order; I changed it to wait for the condition instead of for 50 ms.",
  "Nothing would be lost for the first **38 seconds** at today's rate: the queue takes 64 MiB. After that, bodies are let go and counted, heads are kept, and forwarding goes on as if nothing had happened.",
];

const THINKING =
  "The bound is counted in bytes, but which bytes? offer() takes record.size, and that is set by the codec. So a record counts for less than it takes up in memory. Under load, with large bodies, the heap holds several times the limit.";

/** The message at a place. It is named by its place. */
function mockMessage(summary: ConversationSummary, position: number): ConversationMessage {
  const turn = Math.floor((position - 1) / PER_TURN);
  const step = (position - 1) % PER_TURN;
  const own = {
    id: position,
    position,
    turn: turn * PER_TURN + 1,
    followers: position === 4 && summary.agents === 3 ? 2 : 1,
    request: mockRequest(summary, turn, step < 2 ? 0 : 1),
    bytes: 900,
  };
  if (step === 0) {
    const prompt = PROMPTS[turn % PROMPTS.length] ?? "";
    const content: object[] = [{ type: "text", text: prompt }];
    if (turn === 0) {
      content.unshift({
        type: "text",
        text: "<system-reminder>\nAs you answer, you can use the following context:\n# claudeMd\nContents of /home/ada/store/CLAUDE.md: build with `npm run build`, keep functions short.\n</system-reminder>",
      });
    }
    return { ...own, role: "user", kind: "prompt", content } as unknown as ConversationMessage;
  }
  const calls = callsOf(turn);
  const content: object[] =
    step === 1
      ? [
          { type: "thinking", thinking: THINKING, signature: "x" },
          { type: "text", text: "Let me look at how the queue is bounded." },
          ...calls.map(({ id, call }) => ({
            type: "tool_use",
            id,
            name: call.name,
            input: call.input,
          })),
        ]
      : step === 2
        ? calls.map(({ id, call }) => ({
            type: "tool_result",
            tool_use_id: id,
            content: call.result,
            ...(call.isError && { is_error: true }),
          }))
        : [{ type: "text", text: ANSWERS[turn % ANSWERS.length] ?? "" }];
  return {
    ...own,
    role: step === 2 ? "user" : "assistant",
    kind: step === 2 ? "results" : "answer",
    content,
  } as unknown as ConversationMessage;
}

const AGENT_CALL = {
  name: "Agent",
  input: {
    description: "Find every place where records are dropped",
    prompt:
      "Find every place in the code where a record may be dropped, and say under which conditions.",
    subagent_type: "Explore",
  },
  result:
    "There are **two** places: `Queue.offer`, where the bound is reached, and `Writer.flush`, where the disk is full.",
  isError: false,
};

function callsOf(turn: number) {
  const agent = turn === 1 || turn === 6;
  const named = (call: (typeof CALLS)[number], index: number) => ({
    id: `toolu_${turn}_${index}`,
    call,
  });
  const first = CALLS[(turn * 2) % CALLS.length];
  const second = CALLS[(turn * 2 + 1) % CALLS.length];
  return [agent ? AGENT_CALL : first, second].flatMap((call, index) =>
    call ? [named(call, index)] : [],
  );
}

function mockRequest(summary: ConversationSummary, turn: number, request: number): string {
  return mockId(Date.parse(summary.startedAt) + turn * 94_000 + request * 31_000);
}

export function mockMessages(
  summary: ConversationSummary,
  tip: number,
  from: number,
  limit: number,
): MessagePage {
  const count = Math.max(0, Math.min(limit, tip - from + 1));
  return {
    tip,
    total: tip,
    items: Array.from({ length: count }, (_, index) => mockMessage(summary, from + index)),
    next: from + limit <= tip ? from + limit : null,
  };
}

function mockTurn(summary: ConversationSummary, index: number, tip: number): Turn {
  const position = index * PER_TURN + 1;
  const working = summary.working && position + PER_TURN - 1 > tip;
  const startedAt = Date.parse(summary.startedAt) + index * 94_000;
  const context = 21_000 + index * 5_900;
  const step = (request: number) => ({
    id: mockRequest(summary, index, request),
    kind: "main" as const,
    attempt: 1,
    startedAt: new Date(startedAt + request * 31_000).toISOString(),
    model: summary.model,
    status: working && request === 1 ? null : 200,
    outcome: working && request === 1 ? "in_flight" : "completed",
    error: null,
    stopReason: request === 0 ? "tool_use" : "end_turn",
    timeToFirstTokenMicros: 640_000,
    durationMicros: 11_400_000,
    answer: position + (request === 0 ? 1 : 3),
    answerPosition: position + (request === 0 ? 1 : 3),
    tokens: {
      input: 14,
      cacheRead: context,
      cacheWrite5m: 1_900,
      cacheWrite1h: 0,
      output: 380 + ((index * 97) % 900),
    },
    spending: money(0.021 + ((index * 7) % 9) * 0.006),
  });
  const requests = [step(0), step(1)];
  return {
    id: position,
    position,
    kind: "prompt",
    prompt: PROMPTS[index % PROMPTS.length] ?? "",
    answer: ANSWERS[index % ANSWERS.length] ?? null,
    startedAt: new Date(startedAt).toISOString(),
    lastActivityAt: new Date(startedAt + 42_400 + ((index * 7_919) % 40_000)).toISOString(),
    working,
    stopReason: working ? null : "end_turn",
    requests,
    toolCalls: callsOf(index).map(({ id, call }) => ({
      id,
      name: call.name,
      request: mockRequest(summary, index, 0),
      resultRequest: mockRequest(summary, index, 1),
      calledAt: new Date(startedAt + 11_400).toISOString(),
      durationMicros: 840_000,
      isError: call.isError === true,
      inputBytes: 180,
      resultBytes: 2_400,
      agentConversation: call.name === "Agent" ? `${summary.id}.a0f19c02d4be778` : null,
    })),
    tokens: requests[1]?.tokens ?? summary.tokens,
    spending: money(0.05 + ((index * 7) % 9) * 0.012),
  };
}

export function mockTurns(
  summary: ConversationSummary,
  tip: number,
  after: string | null,
  limit: number,
): TurnPage {
  const count = Math.ceil(tip / PER_TURN);
  const all = Array.from({ length: count }, (_, index) => index);
  const rest = after === null ? all : all.filter((index) => mockRequest(summary, index, 0) > after);
  const items = rest.slice(0, limit).map((index) => mockTurn(summary, index, tip));
  return { items, next: rest.length > limit ? (items.at(-1)?.requests[0]?.id ?? null) : null };
}

export function mockContext(summary: ConversationSummary): ContextReport {
  const total = 21_014 + summary.turns * 5_900;
  const part = (kind: string, name: string, share: number, blocks = 1) => ({
    kind: kind as ContextReport["parts"][number]["kind"],
    name,
    blocks,
    estimatedTokens: Math.round(total * share),
  });
  return {
    request: mockRequest(summary, summary.turns - 1, 1),
    model: summary.model,
    window: total > 200_000 ? 1_000_000 : 200_000,
    contextTokens: total,
    parts: [
      part("tool_results", "Read", 0.31, 24),
      part("tool_results", "Bash", 0.11, 31),
      part("tools", "Bash", 0.08),
      part("tools", "Agent", 0.05),
      part("answers", "", 0.1, 48),
      part("thinking", "", 0.09, 24),
      part("system", "", 0.07, 3),
      part("mcp_tools", "linear", 0.06, 14),
      part("tool_results", "Grep", 0.04, 9),
      part("memory", "", 0.04),
      part("prompts", "", 0.03, 24),
      part("tool_calls", "Edit", 0.02, 12),
    ],
    largest: [
      ["Read", "/home/ada/store/src/queue.ts", 0.11, 3],
      ["Bash", "npm test -- --run queue && echo done", 0.06, 7],
      ["Read", "/home/ada/store/src/writer.ts", 0.05, 11],
    ].map(([name, about, share, position]) => ({
      kind: "tool_results" as const,
      name: String(name),
      about: String(about),
      position: Number(position),
      estimatedTokens: Math.round(total * Number(share)),
    })),
    growth: Array.from({ length: summary.turns }, (_, index) => ({
      turn: index * PER_TURN + 1,
      request: mockRequest(summary, index, 1),
      startedAt: new Date(Date.parse(summary.startedAt) + index * 94_000).toISOString(),
      model: summary.model,
      contextTokens: 21_014 + index * 5_900,
      outputTokens: 380,
    })),
  };
}

/** Where an exchange belongs. */
export function mockPlace(
  exchange: ExchangeSummary,
  conversation: ConversationSummary,
  agentType: string | null = null,
): ExchangePlace {
  const ended = exchange.outcome !== "in_flight";
  return {
    id: exchange.id,
    kind: agentType === null ? "main" : "agent",
    sessionId: conversation.sessionId,
    project: conversation.project,
    conversation: agentType === null ? conversation.id : `${conversation.id}.${agentType}`,
    agentType,
    parent: agentType === null ? null : conversation.id,
    title: agentType === null ? conversation.title : "Find every place where records are dropped",
    sessionTitle: conversation.sessionTitle,
    turn: conversation.turns * PER_TURN - 3,
    ended,
    stopReason: ended ? "end_turn" : null,
    tokens: ended
      ? { input: 14, cacheRead: 48_211, cacheWrite5m: 1_900, cacheWrite1h: 0, output: 412 }
      : { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0 },
    spending: money(ended ? 0.0312 : 0),
  };
}

/** What is said in an answer, as far as it came. */
export function mockProgress(
  id: string,
  blocks: readonly { type: string; text: string; name?: string; at?: number }[],
): AnswerProgress {
  return {
    id,
    model: "claude-sonnet-4-5-20250929",
    contextTokens: 48_223,
    outputTokens: null,
    stopReason: null,
    complete: false,
    blocks: blocks.map(({ type, text, name, at = 0 }, index) => ({
      index,
      type,
      name: name ?? null,
      toolUseId: name ? `toolu_live_${index}` : null,
      at,
      text,
    })),
  };
}
