import type { SearchHit } from "@/api/client";

/** What is looked for and where, as it stands in the URL. What is absent does not matter. */
export interface SearchParams {
  q?: string;
  kind?: string;
  role?: string;
  tool?: string;
  agent?: string;
  model?: string;
  project?: string;
  session?: string;
  conversation?: string;
  failed?: "true";
  from?: string;
  until?: string;
  first?: "newest";
}

const TEXTS = [
  "q",
  "tool",
  "agent",
  "model",
  "project",
  "session",
  "conversation",
] as const satisfies readonly (keyof SearchParams)[];

export const KINDS = {
  prompt: "Prompt",
  answer: "Answer",
  thinking: "Thinking",
  tool_input: "Tool input",
  tool_result: "Tool result",
  context: "Context",
  system_prompt: "System prompt",
} as const satisfies Record<SearchHit["kind"], string>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads what is looked for out of a URL's parameters and leaves away what makes no sense. */
export function parseSearchParams(search: Readonly<Record<string, unknown>>): SearchParams {
  const params: SearchParams = {};
  for (const name of TEXTS) {
    const value = search[name];
    if (typeof value === "string" && value.trim() !== "") params[name] = value;
  }
  const { kind, role, failed, first, from, until } = search;
  if (typeof kind === "string" && Object.hasOwn(KINDS, kind)) params.kind = kind;
  if (role === "user" || role === "assistant" || role === "system") params.role = role;
  if (failed === "true") params.failed = failed;
  if (first === "newest") params.first = first;
  if (typeof from === "string" && DAY.test(from)) params.from = from;
  if (typeof until === "string" && DAY.test(until)) params.until = until;
  return params;
}

/** The question as proxy-data takes it: days begin where the person is. */
export function queryOf({
  from,
  until,
  failed,
  first,
  ...params
}: SearchParams): Record<string, string> {
  return {
    ...params,
    ...(failed && { error: failed }),
    ...(first && { sort: first }),
    ...(from !== undefined && { from: startOf(from, 0) }),
    ...(until !== undefined && { until: startOf(until, 1) }),
  };
}

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** Hits of one conversation, side by side in the order in which they came. */
export interface HitGroup {
  key: string;
  first: SearchHit;
  hits: SearchHit[];
}

/** Gathers hits by their conversations, which keep the order of their first hits. */
export function groupsOf(hits: readonly SearchHit[]): HitGroup[] {
  const groups = new Map<string, HitGroup>();
  for (const hit of hits) {
    const key = hit.conversationId ?? `transcript ${hit.transcript}`;
    const group = groups.get(key);
    if (group) group.hits.push(hit);
    else groups.set(key, { key, first: hit, hits: [hit] });
  }
  return [...groups.values()];
}

/** A stretch of a snippet, marked or not. */
export interface Piece {
  start: number;
  text: string;
  marked: boolean;
}

/** Cuts a snippet at its marks. */
export function piecesOf({ text, marks }: SearchHit["snippet"]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start > at) pieces.push({ start: at, text: text.slice(at, start), marked: false });
    pieces.push({ start, text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ start: at, text: text.slice(at), marked: false });
  return pieces;
}
