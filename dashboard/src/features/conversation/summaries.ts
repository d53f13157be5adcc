import type { ConversationSummary } from "@/api/client";
import type { Tone } from "@/ui/Dot";

type Tokens = ConversationSummary["tokens"];

/** Everything that the model was given, cached or not. */
export function totalInput({ input, cacheRead, cacheWrite5m, cacheWrite1h }: Tokens): number {
  return input + cacheRead + cacheWrite5m + cacheWrite1h;
}

/** Which share of what the model was given came from the cache; nothing where it was given nothing. */
export function cacheShare(tokens: Tokens): number | undefined {
  const total = totalInput(tokens);
  return total === 0 ? undefined : tokens.cacheRead / total;
}

/** How a conversation is called. */
export function titleOf({
  main,
  title,
  sessionTitle,
  agentType,
}: Pick<ConversationSummary, "main" | "title" | "sessionTitle" | "agentType">): string {
  return (main ? (sessionTitle ?? title) : title) ?? agentType ?? "Without a prompt";
}

export interface ConversationStatus {
  label: string;
  tone: Tone;
  title: string;
}

/** How a conversation is. */
export function statusOf({ working, errors }: ConversationSummary): ConversationStatus {
  if (working) return { label: "working", tone: "info", title: "A request is in flight" };
  if (errors > 0) {
    const title = errors === 1 ? "A request failed" : `${errors} requests failed`;
    return { label: errors === 1 ? "1 error" : `${errors} errors`, tone: "warn", title };
  }
  return { label: "idle", tone: "neutral", title: "Nothing is in flight" };
}
