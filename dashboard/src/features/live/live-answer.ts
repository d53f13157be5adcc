import type { AnswerProgress } from "@/api/client";

/** A block of an answer that is being given, as far as it came. */
export interface LiveBlock {
  type: string;
  /** The tool that is called. */
  name: string | null;
  toolUseId: string | null;
  /** Text, thinking, or the JSON of a tool's input. */
  text: string;
}

/** An answer that is being given, as far as it came. */
export interface LiveAnswer {
  model: string | null;
  /** What the model was given to go on, in tokens. */
  contextTokens: number | null;
  outputTokens: number | null;
  stopReason: string | null;
  complete: boolean;
  blocks: readonly LiveBlock[];
  /** How much was said, in characters. */
  characters: number;
}

const NOTHING: LiveAnswer = {
  model: null,
  contextTokens: null,
  outputTokens: null,
  stopReason: null,
  complete: false,
  blocks: [],
  characters: 0,
};

/** More of a block is not kept: nobody reads it live. */
const MOST_CHARACTERS = 1_000_000;

/** The answer with what was told of it. What is told twice counts once. */
export function progressed(before: LiveAnswer = NOTHING, progress: AnswerProgress): LiveAnswer {
  const blocks = [...before.blocks];
  for (const { index, type, name, toolUseId, at, text } of progress.blocks) {
    // Blocks come in order; one that was never told of leaves no hole.
    const place = Math.min(index, blocks.length);
    const known = blocks[place]?.text ?? "";
    const all = (at === known.length ? known : known.slice(0, at)) + text;
    blocks[place] = { type, name, toolUseId, text: all.slice(0, MOST_CHARACTERS) };
  }
  const { model, contextTokens, outputTokens, stopReason, complete } = progress;
  return {
    model,
    contextTokens,
    outputTokens,
    stopReason,
    complete,
    blocks,
    characters: blocks.reduce((sum, { text }) => sum + text.length, 0),
  };
}

const CHARACTERS_PER_TOKEN = 4;

/** How many tokens were said: the API's own count where it is there, else a guess. */
export function tokensOf({ outputTokens, characters }: LiveAnswer): number {
  return outputTokens ?? Math.round(characters / CHARACTERS_PER_TOKEN);
}
