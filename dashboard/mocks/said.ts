import type { Plan, Project, SearchHit, TodoList, Transcript } from "../src/api/client";

/** What was said, and Claude Code's own files, to look at without any service. */

const PROJECT = "/home/dev/shop";
/** The session of the newest of the conversations. */
const SESSION = "00000000-6d0a-4a8e-9a57-1c2d6f0e8b11";
const NOW = Date.now();
const MINUTE = 60_000;

function ago(minutes: number): string {
  return new Date(NOW - minutes * MINUTE).toISOString();
}

interface Said {
  kind: SearchHit["kind"];
  text: string;
  tool?: string;
  isError?: boolean;
  agentType?: string;
  transcript?: number;
}

const SAID: readonly Said[] = [
  { kind: "prompt", text: "The till rounds half a cent down. Mend it, and add a test for it." },
  { kind: "answer", text: "The till rounded in roundHalfDown(); it now rounds half to even." },
  { kind: "thinking", text: "Where does the till round? Probably in src/till/rounding.ts." },
  { kind: "tool_input", tool: "Bash", text: "grep -rn roundHalf src/till" },
  {
    kind: "tool_result",
    tool: "Bash",
    text: "src/till/rounding.ts:17: export function roundHalfDown(cents: number) {\nsrc/till/rounding.ts:31: return roundHalfDown(total * 100) / 100;",
  },
  {
    kind: "tool_result",
    tool: "Bash",
    isError: true,
    text: "FAIL test/till.test.ts > rounds <b>half</b> to even\nexpected 2 but got 3",
  },
  {
    kind: "answer",
    agentType: "Explore",
    text: "Rounding is done in one place: src/till/rounding.ts. Two callers use it.",
  },
  {
    kind: "context",
    text: "<system-reminder>Tests of the till run by make test.</system-reminder>",
  },
  { kind: "prompt", transcript: 1, text: "Does the old till round as well?" },
];

/** Passages with all of the words, or none where no word is asked for. */
export function mockSearch(search: Readonly<Record<string, string>>): SearchHit[] {
  const words = (search.q ?? "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return SAID.flatMap((said, place): SearchHit[] => {
    const marks = words.flatMap((word) => marksOf(said.text, word));
    const all = words.every((word) => said.text.toLowerCase().includes(word));
    if (words.length === 0 || !all || (search.kind && search.kind !== said.kind)) return [];
    if (search.error === "true" && said.isError !== true) return [];
    const transcript = said.transcript ?? null;
    return [
      {
        kind: said.kind,
        tool: said.tool ?? null,
        isError: said.isError ?? false,
        at: ago(place * 7 + 3),
        snippet: { text: said.text, marks: marks.sort((a, b) => a.start - b.start) },
        conversationId:
          transcript !== null ? null : said.agentType ? `${SESSION}.a3f19c02d4be7781` : SESSION,
        title: transcript === null ? "Mending the till" : "The old till",
        sessionId: SESSION,
        project: PROJECT,
        agentType: said.agentType ?? null,
        message: transcript === null ? place + 1 : null,
        turn: transcript === null ? 1 : null,
        request: null,
        transcript,
        position: transcript === null ? null : 1,
      },
    ];
  });
}

function marksOf(text: string, word: string): { start: number; end: number }[] {
  const start = text.toLowerCase().indexOf(word);
  return start < 0 ? [] : [{ start, end: start + word.length }];
}

export const MOCK_PROJECTS: Project[] = [
  {
    path: PROJECT,
    sessions: 12,
    conversations: 31,
    requests: 1_842,
    transcripts: 40,
    lastActivityAt: ago(3),
    gitBranch: "mend-the-till",
    cost: 48.231875,
    unpricedRequests: 0,
  },
  {
    path: "/home/dev/bakery/api",
    sessions: 3,
    conversations: 3,
    requests: 96,
    transcripts: 0,
    lastActivityAt: ago(26 * 60),
    gitBranch: null,
    cost: 1.75,
    unpricedRequests: 4,
  },
];

export const MOCK_TRANSCRIPTS: Transcript[] = [
  {
    id: 1,
    file: `-home-dev-shop/${SESSION}.jsonl`,
    sessionId: SESSION,
    agentId: null,
    project: PROJECT,
    gitBranch: "main",
    title: "The old till",
    startedAt: ago(400),
    lastActivityAt: ago(380),
    messages: 3,
    apart: 3,
    source: "transcript",
  },
  {
    id: 2,
    file: "-home-dev-shop/c92de5a0-33f1-4f4e-8d7a-90ab5dd1e7f4.jsonl",
    sessionId: "c92de5a0-33f1-4f4e-8d7a-90ab5dd1e7f4",
    agentId: null,
    project: PROJECT,
    gitBranch: "mend-the-till",
    title: "Mending the till",
    startedAt: ago(60),
    lastActivityAt: ago(3),
    messages: 48,
    apart: 0,
    source: "proxy",
  },
];

export const MOCK_MESSAGES = [
  {
    position: 1,
    role: "user",
    at: ago(400),
    request: null,
    content: "Does the old till round as well?",
  },
  {
    position: 2,
    role: "assistant",
    at: ago(399),
    request: null,
    content: [
      {
        type: "tool_use",
        id: "toolu_1",
        name: "Bash",
        input: { command: "grep -rn round old/till" },
      },
    ],
  },
  {
    position: 3,
    role: "user",
    at: ago(398),
    request: null,
    content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "old/till.c:7: round(" }],
  },
];

export const MOCK_TODOS: TodoList[] = [
  {
    name: `${SESSION}-agent-${SESSION}.json`,
    sessionId: SESSION,
    agentId: null,
    modifiedAt: ago(4),
    items: [
      { content: "Find where the till rounds", status: "completed" },
      { content: "Round half to even", status: "in_progress" },
      { content: "Add a test with <b>half</b> cents", status: "pending" },
    ],
  },
];

export const MOCK_PLAN_TEXT =
  "# Mend the till\n\nThe till rounds **down**.\n\n- [x] find it\n- [ ] mend it <img src=x onerror=alert(1)>\n\n```ts\nround(2.5);\n```\n";

export const MOCK_PLANS: Plan[] = [
  { name: "mend-the-till.md", title: "Mend the till", modifiedAt: ago(30), bytes: 118 },
  { name: "bake-bread.md", title: "Bake bread", modifiedAt: ago(3_000), bytes: 2_048 },
];

/** What the mock answers under these routes; nothing where it is another's. */
export function mockSaid(url: URL): object | undefined {
  const [, , kind, id] = url.pathname.split("/");
  const search = Object.fromEntries(url.searchParams);
  switch (kind) {
    case "search":
      return { items: mockSearch(search), next: null };
    case "projects":
      return { items: MOCK_PROJECTS };
    case "transcripts":
      return id === undefined
        ? { items: MOCK_TRANSCRIPTS.filter((one) => one.project === search.project), next: null }
        : { transcript: MOCK_TRANSCRIPTS[0], items: MOCK_MESSAGES, next: null };
    case "todos":
      return { items: MOCK_TODOS };
    case "plans":
      return id === undefined
        ? { items: MOCK_PLANS }
        : { plan: MOCK_PLANS[0], text: MOCK_PLAN_TEXT };
  }
  return undefined;
}
