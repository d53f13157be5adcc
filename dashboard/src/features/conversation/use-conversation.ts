import { useEffect, useState, useSyncExternalStore } from "react";
import { CHUNK, messages, turns } from "./queries";
import { ConversationReader, type Reading } from "./reader";

/** A branch of a conversation as far as it was read, and what reads it. */
export function useConversation(
  id: string,
  branch: string,
  tip: number | undefined,
): { reader: ConversationReader; reading: Reading } {
  const [known, setKnown] = useState(() => ({ id, branch, reader: readerOf(id) }));
  const fits = known.id === id && known.branch === branch;
  if (!fits) setKnown({ id, branch, reader: readerOf(id) });
  const { reader } = known;
  const reading = useSyncExternalStore(reader.subscribe, reader.snapshot);
  useEffect(() => {
    if (tip !== undefined) void reader.moveTo(tip);
  }, [reader, tip]);
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
