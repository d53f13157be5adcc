import { useMemo } from "react";
import { useLiveEntries } from "@/features/live/LiveProvider";
import type { LiveBlock } from "@/features/live/live-answer";
import type { LiveEntry } from "@/features/live/live-board";
import { type Block, callOf } from "@/features/message/content";
import { piecesOf } from "@/features/message/pieces";
import { parseBeginning } from "@/lib/json";
import type { ConversationReader, Reading } from "./reader";

/** A row of an answer that is being given. */
export interface LiveRow {
  entry: LiveEntry;
  /** Nothing while nothing was said. */
  block: Block | undefined;
  first: boolean;
  last: boolean;
}

/** For how long an answer that has ended is shown while it is not among the messages, in ms. */
const PATIENCE = 10_000;

/** What is being said in a conversation, and is not among its messages yet. */
export function useLiveTail(
  conversation: string,
  isLast: boolean,
  reader: ConversationReader,
  /** What was read: once it holds an answer, that is no longer shown as being given. */
  reading: Reading,
): readonly LiveRow[] {
  const entries = useLiveEntries();
  const { rows } = reading;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the reader has changes with the rows.
  return useMemo(() => {
    if (!isLast) return [];
    return entries
      .filter(({ place, exchange, answer }) => {
        if (place?.conversation !== conversation || place.kind === "compaction") return false;
        if (exchange.outcome === "in_flight") return true;
        const end = Date.parse(exchange.startedAt) + (exchange.durationMicros ?? 0) / 1_000;
        return (
          (answer?.blocks.length ?? 0) > 0 &&
          Date.now() - end < PATIENCE &&
          !reader.hasAnswerOf(exchange.id)
        );
      })
      .toReversed()
      .flatMap(rowsOf);
  }, [entries, conversation, isLast, reader, rows]);
}

function rowsOf(entry: LiveEntry): LiveRow[] {
  const blocks = (entry.answer?.blocks ?? []).flatMap(blocksOf);
  if (blocks.length === 0) return [{ entry, block: undefined, first: true, last: true }];
  return blocks.map((block, index) => ({
    entry,
    block,
    first: index === 0,
    last: index === blocks.length - 1,
  }));
}

function blocksOf({ type, name, toolUseId, text }: LiveBlock): Block[] {
  if (type.endsWith("tool_use")) {
    return [callOf({ name, id: toolUseId }, parseBeginning(text) ?? {}, true)];
  }
  if (text === "") return [];
  if (type === "thinking") return [{ kind: "thinking", text }];
  return piecesOf(text).map((piece) => ({ kind: "text", text: piece }));
}
