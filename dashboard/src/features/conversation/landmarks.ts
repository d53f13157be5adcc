import type { Turn } from "@/api/client";

/** Places worth going to, by what is there, each list in order. */
export interface Landmarks {
  turns: readonly number[];
  errors: readonly number[];
  agents: readonly number[];
}

type Call = Turn["toolCalls"][number];

const AGENT_TOOLS = new Set(["Agent", "Task"]);

/** Finds what one may want to go to. */
export function landmarksOf(turns: readonly Turn[]): Landmarks {
  const errors = new Set<number>();
  const agents = new Set<number>();
  for (const turn of turns) {
    const places = new Map<string, number>();
    for (const request of turn.requests) {
      if (request.answerPosition !== null) places.set(request.id, request.answerPosition);
      if (hasFailed(request)) errors.add(request.answerPosition ?? turn.position);
    }
    for (const call of turn.toolCalls) {
      const place = places.get(call.request) ?? turn.position;
      if (call.isError) errors.add(place);
      if (isAgentCall(call)) agents.add(place);
    }
  }
  const sorted = (places: Iterable<number>) => [...places].sort((a, b) => a - b);
  return {
    turns: sorted(turns.map(({ position }) => position)),
    errors: sorted(errors),
    agents: sorted(agents),
  };
}

export function isAgentCall({ name, agentConversation }: Call): boolean {
  return agentConversation !== null || AGENT_TOOLS.has(name);
}

/** Whether a request came to nothing, by no will of the client's. */
export function hasFailed({ status, outcome, error }: Turn["requests"][number]): boolean {
  const well = ["in_flight", "completed", "client_aborted"].includes(outcome);
  return error !== null || !well || (status !== null && status >= 400);
}

/** How many things went wrong in a turn. */
export function errorsIn(turn: Turn): number {
  return (
    turn.requests.filter(hasFailed).length + turn.toolCalls.filter(({ isError }) => isError).length
  );
}

/** The next place in this direction, if there is one. */
export function nextPlace(places: readonly number[], from: number, by: 1 | -1): number | undefined {
  return by > 0 ? places.find((place) => place > from) : places.findLast((place) => place < from);
}

/** What the model was given at the end of a turn, in tokens; nothing where no answer tells. */
export function contextAt(turn: Turn): number | undefined {
  for (const { tokens } of turn.requests.toReversed()) {
    const total = tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h;
    if (total > 0) return total;
  }
  return undefined;
}
