import { formatShortId } from "@/lib/format";
import type { LiveEntry } from "./live-board";

/** What one agent did: its exchanges over time. */
export interface Lane {
  key: string;
  label: string;
  /** What it works on. */
  note: string;
  /** How deep it stands below the main conversation. */
  depth: number;
  entries: readonly LiveEntry[];
}

/** Who asks: conversations where they are known, else what the client's headers say. */
export function laneKeyOf({ exchange, place }: LiveEntry): string {
  const known = place?.conversation ?? exchange.facts?.conversationId;
  const kind = place?.kind ?? exchange.facts?.kind ?? "";
  return known ?? `${exchange.sessionId ?? ""} ${exchange.agentId ?? kind}`;
}

/** The name of who asks. */
export function agentOf({ exchange, place }: LiveEntry): string {
  const type = place?.agentType ?? exchange.facts?.agentType;
  if (type) return type;
  const kind = place?.kind ?? exchange.facts?.kind;
  const conversation = place ? place.conversation : exchange.facts?.conversationId;
  if (kind !== undefined && conversation === null) return kind.replaceAll("_", " ");
  if (exchange.agentId !== null) return formatShortId(exchange.agentId);
  return exchange.sessionId === null ? "direct" : "main";
}

/** Whether it is a step of a conversation, and not a side request of the client's own. */
export function isStep({ exchange, place }: LiveEntry): boolean {
  return place ? place.conversation !== null : exchange.path.endsWith("/messages");
}

/** One lane for each agent that did something since then, agents below who called them. */
export function lanesOf(entries: readonly LiveEntry[], sinceMillis: number): Lane[] {
  const groups = new Map<string, LiveEntry[]>();
  for (const entry of entries) {
    const { exchange } = entry;
    const end = Date.parse(exchange.startedAt) + (exchange.durationMicros ?? 0) / 1_000;
    if (exchange.outcome !== "in_flight" && end < sinceMillis) continue;
    const key = laneKeyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  const begun = [...groups].sort(([, a], [, b]) => startOf(a).localeCompare(startOf(b)));
  const lanes: Lane[] = [];
  const add = (parent: string | undefined, depth: number) => {
    for (const [key, group] of begun) {
      const above = group.find(({ place }) => place?.parent)?.place?.parent ?? undefined;
      const own = above !== undefined && groups.has(above) ? above : undefined;
      if (own === parent && !lanes.some((lane) => lane.key === key)) {
        lanes.push(laneOf(key, group, depth));
        if (depth < MOST_DEPTH) add(key, depth + 1);
      }
    }
  };
  add(undefined, 0);
  return lanes;
}

const MOST_DEPTH = 6;

function startOf(group: readonly LiveEntry[]): string {
  return group.at(-1)?.exchange.startedAt ?? "";
}

function laneOf(key: string, entries: readonly LiveEntry[], depth: number): Lane {
  const known = entries.find(({ place }) => place) ?? entries[0];
  return {
    key,
    depth,
    entries,
    label: known ? agentOf(known) : "",
    note: known?.place?.sessionTitle ?? known?.place?.title ?? "",
  };
}

export type Phase = "waiting" | "thinking" | "answering";

/** When each phase of an exchange began and ended, in milliseconds since 1970. */
export function phasesOf(
  { exchange }: LiveEntry,
  now: number,
): { phase: Phase; from: number; to: number }[] {
  const start = Date.parse(exchange.startedAt);
  const end =
    exchange.durationMicros === null
      ? Math.max(now, start)
      : start + exchange.durationMicros / 1_000;
  const at = (micros: number | null) =>
    micros === null ? end : Math.min(end, start + micros / 1_000);
  const byte = at(exchange.timeToFirstByteMicros);
  const token = Math.max(byte, at(exchange.timeToFirstTokenMicros));
  const phases: { phase: Phase; from: number; to: number }[] = [
    { phase: "waiting", from: start, to: byte },
    { phase: "thinking", from: byte, to: token },
    { phase: "answering", from: token, to: end },
  ];
  return phases.filter(({ from, to }) => to > from);
}
