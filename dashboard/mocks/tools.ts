/** A conversation in which every tool is called once: for the eye, and for tests. */

interface Call {
  name: string;
  input: object;
  result: unknown;
  isError?: boolean;
}

/** Red, green and blue, 96 pixels wide. */
const PIXELS =
  "iVBORw0KGgoAAAANSUhEUgAAAGAAAAAgCAIAAABiouoDAAAAVUlEQVR42u3QMQ0AIAwAsElCBTf3RCAHTZOAHFTsIGlSBY2bo9U62WruahWCBAkSJEiQIEGCBAkSJEiQIEGCBAkSJEiQIEGCBAkSJEiQIEGCBP0b9ACA3njxTxDoswAAAABJRU5ErkJggg==";

const SOURCE = `import type { Exchange } from "./exchange";

/** Holds what waits for the disk, up to a number of bytes. */
export class Queue {
  private readonly waiting: Exchange[] = [];
  private bytes = 0;

  constructor(private readonly limit: number) {}

  offer(exchange: Exchange): boolean {
    if (this.bytes + exchange.size > this.limit) return false;
    this.waiting.push(exchange);
    this.bytes += exchange.size;
    return true;
  }
}
${Array.from({ length: 40 }, (_, line) => `// line ${line}`).join("\n")}`;

const numbered = (text: string) =>
  text
    .split("\n")
    .map((line, index) => `${String(index + 1).padStart(6)}→${line}`)
    .join("\n");

export const CALLS: readonly Call[] = [
  {
    name: "Bash",
    input: {
      command: "npm test -- --run queue && echo done",
      description: "Run the queue's tests",
    },
    result:
      "\u001b[1m\u001b[46m RUN \u001b[0m v4.1.12\n\n \u001b[32m✓\u001b[39m queue.test.ts \u001b[2m(14 tests)\u001b[22m\n \u001b[31m×\u001b[39m writer.test.ts \u001b[31mexpected 3, got 2\u001b[39m\n\n Tests  \u001b[1m\u001b[31m1 failed\u001b[39m\u001b[22m | \u001b[32m14 passed\u001b[39m",
  },
  {
    name: "Bash",
    input: { command: "cat /etc/none" },
    result: "Exit code 1\ncat: /etc/none: No such file or directory",
    isError: true,
  },
  {
    name: "Read",
    input: { file_path: "/home/ada/store/src/queue.ts" },
    result: `${numbered(SOURCE)}\n\n<system-reminder>\nThe file is no malware.\n</system-reminder>`,
  },
  {
    name: "Edit",
    input: {
      file_path: "/home/ada/store/src/queue.ts",
      old_string:
        "    if (this.bytes + exchange.size > this.limit) return false;\n    this.waiting.push(exchange);",
      new_string:
        "    if (this.bytes + exchange.rawSize > this.limit) return this.drop(exchange);\n    this.waiting.push(exchange);",
    },
    result: "The file /home/ada/store/src/queue.ts has been updated.",
  },
  {
    name: "MultiEdit",
    input: {
      file_path: "/home/ada/store/src/writer.ts",
      edits: [
        { old_string: "const BATCH = 10;", new_string: "const BATCH = 100;" },
        { old_string: "write(one);", new_string: "write(batch);\nflush();" },
      ],
    },
    result: "Applied 2 edits.",
  },
  {
    name: "Write",
    input: {
      file_path: "/home/ada/store/NOTES.md",
      content: "# Notes\n\nThe bound counts **raw** bytes.\n",
    },
    result: "File created successfully.",
  },
  {
    name: "NotebookEdit",
    input: {
      notebook_path: "/home/ada/analysis.ipynb",
      cell_id: "c4",
      cell_type: "code",
      edit_mode: "replace",
      new_source: "import pandas as pd\ndf = pd.read_csv('drops.csv')\ndf.describe()",
    },
    result: "Updated cell c4.",
  },
  {
    name: "Grep",
    input: { pattern: "offer\\(", path: "/home/ada/store", output_mode: "content" },
    result:
      "src/queue.ts:10:  offer(exchange: Exchange): boolean {\nsrc/tee.ts:44:    if (!queue.offer(exchange)) drops.increment();",
  },
  {
    name: "Glob",
    input: { pattern: "**/*.test.ts", path: "/home/ada/store" },
    result: "/home/ada/store/src/queue.test.ts\n/home/ada/store/src/writer.test.ts",
  },
  {
    name: "Task",
    input: {
      subagent_type: "Explore",
      description: "Find who drops records",
      prompt: "Find every place that drops a record.\n\nReport file and line.",
    },
    result:
      "Two places drop records:\n\n1. `src/tee.ts:44`, when the queue is **full**\n2. `src/writer.ts:9`, when the disk fails\n\nagentId: a3f19c02d4be7781",
  },
  {
    name: "TodoWrite",
    input: {
      todos: [
        { content: "Read the queue", status: "completed", activeForm: "Reading the queue" },
        { content: "Count raw bytes", status: "in_progress", activeForm: "Counting raw bytes" },
        { content: "Tell /health", status: "pending", activeForm: "Telling /health" },
      ],
    },
    result: "Todos have been modified successfully.",
  },
  {
    name: "WebFetch",
    input: { url: "https://sqlite.org/wal.html", prompt: "How large may a WAL file grow?" },
    result: "The WAL grows **without bound** while a reader holds it open.",
  },
  {
    name: "WebSearch",
    input: { query: "sqlite wal checkpoint starvation" },
    result: [
      {
        type: "web_search_result",
        title: "Write-Ahead Logging",
        url: "https://sqlite.org/wal.html",
      },
    ],
  },
  {
    name: "AskUserQuestion",
    input: {
      questions: [
        {
          header: "Bound",
          question: "What should the bound count?",
          options: [
            { label: "Raw bytes", description: "What came over the wire" },
            { label: "Compressed bytes", description: "What goes to the disk" },
          ],
        },
      ],
    },
    result: 'User has answered your questions: "What should the bound count?"="Raw bytes".',
  },
  {
    name: "ExitPlanMode",
    input: {
      plan: "## Plan\n\n1. Count raw bytes\n2. Tell `/health`\n\n| step | risk |\n|---|---|\n| 1 | low |\n| 2 | none |",
    },
    result: "User has approved your plan.",
  },
  {
    name: "Skill",
    input: { skill: "review", args: "--strict" },
    result: "Launching skill: review",
  },
  {
    name: "mcp__github__get_issue",
    input: { owner: "ada", repo: "store", number: 12 },
    result: '{"title":"Records are dropped","state":"open"}',
  },
  { name: "Teleport", input: { to: "the moon" }, result: "You are there." },
  {
    name: "Read",
    input: { file_path: "/home/ada/store/graph.png" },
    result: [{ type: "image", source: { type: "base64", media_type: "image/png", data: PIXELS } }],
  },
];

/** The messages of that conversation. */
export function toolMessages(): object[] {
  const history = CALLS.flatMap(({ name, input, result, isError = false }, index) => [
    {
      role: "assistant",
      content: [
        ...(index === 0 ? OPENING : []),
        { type: "tool_use", id: `toolu_${index}`, name, input },
      ],
    },
    {
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: `toolu_${index}`, content: result, is_error: isError },
      ],
    },
  ]);
  return [
    {
      role: "user",
      content: [
        {
          type: "text",
          text: "<system-reminder>\nToday is Sunday. Be brief.\n</system-reminder>\nWhy does the queue drop records, and what can be done about it?",
        },
        {
          type: "document",
          title: "incident.txt",
          source: { type: "text", media_type: "text/plain", data: "At 14:03 the disk stalled." },
        },
      ],
    },
    ...history,
    { role: "assistant", content: CLOSING },
    { role: "user", content: "Thank you. Please commit it." },
  ];
}

const OPENING = [
  {
    type: "thinking",
    thinking: "The bound counts compressed bytes.\nA burst of large bodies passes it.",
    signature: "EqoB",
  },
  { type: "redacted_thinking", data: "x".repeat(320) },
  { type: "text", text: "Let me look at the **queue**, and run its tests first." },
];
const CLOSING =
  "The queue now counts *raw* bytes.\n\n```ts\nconst full = bytes + exchange.rawSize > limit;\nif (full) return drop(exchange); // told to /health\n```\n\n- [x] Count raw bytes\n- [ ] Tell `/health`\n\n> A record that is dropped is **counted**.\n\nSee [the notes](https://example.org/notes).";
