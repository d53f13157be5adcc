import type {
  ConversationMessage,
  ConversationSummary,
  MessagePage,
  Turn,
  TurnPage,
} from "../src/api/client";
import { mockRequest, money, PER_TURN } from "./conversations";
import { CALLS } from "./tools";

/** What was said in conversations: turns, and the messages they are made of. */

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
