import type { StreamEvent } from "@/api/client";
import { type Block, blocksOf, callOf } from "@/features/message/content";
import { isObject, type Json, objectIn, parse, parseBeginning, textIn } from "@/lib/json";

/** What the answer has come to: blocks in order, why it stopped, and what it used. */
export interface Answer {
  blocks: readonly Block[];
  stopReason: string | null;
  usage: Json;
}

const NOTHING: Answer = { blocks: [], stopReason: null, usage: {} };

/** A block while it streams: as it began, and what was added to it since. */
interface Draft {
  start: Json;
  added: string;
  done: boolean;
}

/** Puts the events of an answer together. */
export function answerOf(events: readonly StreamEvent[]): Answer {
  const drafts = new Map<number, Draft>();
  const errors: Block[] = [];
  let stopReason: string | null = null;
  let usage: Json = {};
  for (const { data } of events) {
    const event = parse(data);
    if (!event) continue;
    const index = typeof event.index === "number" ? event.index : -1;
    const draft = drafts.get(index);
    switch (event.type) {
      case "message_start":
        usage = objectIn(objectIn(event, "message"), "usage");
        break;
      case "content_block_start":
        drafts.set(index, { start: objectIn(event, "content_block"), added: "", done: false });
        break;
      case "content_block_delta":
        if (draft) append(draft, objectIn(event, "delta"));
        break;
      case "content_block_stop":
        if (draft) draft.done = true;
        break;
      case "message_delta":
        stopReason = textIn(objectIn(event, "delta"), "stop_reason") || stopReason;
        usage = { ...usage, ...objectIn(event, "usage") };
        break;
      case "error":
        errors.push(errorOf(objectIn(event, "error")));
        break;
    }
  }
  return { blocks: [...[...drafts.values()].flatMap(blocksIn), ...errors], stopReason, usage };
}

/** What an answer says that came in one piece; nothing where it is no message. */
export function answerIn(body: string): Answer {
  const message = parse(body);
  if (message?.type === "error") {
    return { ...NOTHING, blocks: [errorOf(objectIn(message, "error"))] };
  }
  if (message?.type !== "message" || !Array.isArray(message.content)) return NOTHING;
  return {
    blocks: blocksOf(message.content.filter(isObject)),
    stopReason: textIn(message, "stop_reason") || null,
    usage: objectIn(message, "usage"),
  };
}

/** What a delta adds, whatever it adds to; empty where it is of an unknown kind. */
export function deltaText(delta: Json): string {
  return (
    textIn(delta, "text") ||
    textIn(delta, "thinking") ||
    textIn(delta, "partial_json") ||
    textIn(delta, "signature")
  );
}

function append(draft: Draft, delta: Json): void {
  if (delta.type !== "signature_delta") draft.added += deltaText(delta);
}

function blocksIn({ start, added, done }: Draft): Block[] {
  const type = textIn(start, "type");
  if (type.endsWith("tool_use")) {
    const input = added === "" ? objectIn(start, "input") : (parseBeginning(added) ?? {});
    return [callOf(start, input, !done)];
  }
  if (type === "text") return textBlocks(textIn(start, "text") + added);
  if (type === "thinking") return [{ kind: "thinking", text: textIn(start, "thinking") + added }];
  return blocksOf([start]);
}

/** The model's own text is one block, whatever it looks like. */
function textBlocks(text: string): Block[] {
  return text === "" ? [] : [{ kind: "text", text }];
}

function errorOf(error: Json): Block {
  return { kind: "error", name: textIn(error, "type"), text: textIn(error, "message") };
}
