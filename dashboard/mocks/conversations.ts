import type { ContextReport, ConversationDetail, ConversationSummary } from "../src/api/client";
import { mockId } from "./exchanges";

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
export const PER_TURN = 4;

export function money(total: number): ConversationSummary["spending"] {
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

/** The id of a request of a turn's. */
export function mockRequest(summary: ConversationSummary, turn: number, request: number): string {
  return mockId(Date.parse(summary.startedAt) + turn * 94_000 + request * 31_000);
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
