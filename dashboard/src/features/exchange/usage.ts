import { type Json, numberIn, objectIn } from "@/lib/json";

/** One of the kinds of tokens that the API counts apart. */
export interface UsageBucket {
  name: string;
  tokens: number;
  className: string;
}

/** What went in, by where it came from: the three kinds add up to all that the model read. */
export function inputBuckets(usage: Json): UsageBucket[] {
  return [
    {
      name: "Read from the cache",
      tokens: count(usage, "cache_read_input_tokens"),
      className: "bg-good",
    },
    {
      name: "Written to the cache",
      tokens: count(usage, "cache_creation_input_tokens"),
      className: "bg-warn",
    },
    { name: "Not cached", tokens: count(usage, "input_tokens"), className: "bg-accent" },
  ];
}

/** Everything that the model read. The wire's `input_tokens` is without what the cache held. */
export function totalInput(usage: Json): number {
  return inputBuckets(usage).reduce((sum, { tokens }) => sum + tokens, 0);
}

/** What was written to the cache, by how long it is kept there. */
export function cacheLifetimes(usage: Json): { name: string; tokens: number }[] {
  const written = objectIn(usage, "cache_creation");
  return [
    { name: "kept for 5 minutes", tokens: count(written, "ephemeral_5m_input_tokens") },
    { name: "kept for 1 hour", tokens: count(written, "ephemeral_1h_input_tokens") },
  ].filter(({ tokens }) => tokens > 0);
}

function count(usage: Json, key: string): number {
  return numberIn(usage, key) ?? 0;
}
