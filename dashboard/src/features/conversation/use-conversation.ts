import { useEffect, useState, useSyncExternalStore } from "react";
import type { Branch, ConversationSummary } from "@/api/client";
import { CHUNK, messages, turns } from "./queries";
import { ConversationReader, type Reading } from "./reader";

/** A branch of a conversation as far as it was read, and what reads it. */
export function useConversation(
  summary: ConversationSummary,
  { firstRequest, tip }: Branch,
): { reader: ConversationReader; reading: Reading } {
  const { id } = summary;
  const [known, setKnown] = useState(() => ({ id, firstRequest, reader: readerOf(id) }));
  const fits = known.id === id && known.firstRequest === firstRequest;
  if (!fits) setKnown({ id, firstRequest, reader: readerOf(id) });
  const { reader } = known;
  const reading = useSyncExternalStore(reader.subscribe, reader.snapshot);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the summary its last turn has changed.
  useEffect(() => void reader.moveTo(tip), [reader, tip, summary]);
  return { reader, reading };
}

function readerOf(id: string): ConversationReader {
  return new ConversationReader(
    {
      messages: (tip, from, limit) => messages(id, tip, from, limit),
      turns: (tip, after) => turns(id, tip, after),
    },
    CHUNK,
  );
}
