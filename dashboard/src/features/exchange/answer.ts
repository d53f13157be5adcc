import type { StreamEvent } from "@/api/client";

/** What an answer says, put together from its events. A kind that is not known is shown as JSON. */
export interface AnswerBlock {
  kind: "text" | "thinking" | "tool" | "error" | "other";
  /** Names a tool, an error or an unknown kind. */
  name: string;
  text: string;
}

/** What the answer has come to: blocks in order, and why it stopped. */
export interface Answer {
  blocks: AnswerBlock[];
  stopReason: string | null;
}

type Json = { readonly [key: string]: unknown };

/** Puts the events of an answer together. */
export function answerOf(events: readonly StreamEvent[]): Answer {
  const blocks = new Map<number, AnswerBlock>();
  const errors: AnswerBlock[] = [];
  let stopReason: string | null = null;
  for (const { data } of events) {
    const event = parse(data);
    if (!event) continue;
    const index = typeof event.index === "number" ? event.index : -1;
    switch (event.type) {
      case "content_block_start":
        blocks.set(index, blockOf(objectIn(event, "content_block"), true));
        break;
      case "content_block_delta":
        append(blocks.get(index), objectIn(event, "delta"));
        break;
      case "message_delta":
        stopReason = textIn(objectIn(event, "delta"), "stop_reason") || stopReason;
        break;
      case "error":
        errors.push(errorOf(objectIn(event, "error")));
        break;
    }
  }
  return { blocks: [...blocks.values(), ...errors], stopReason };
}

/** What an answer says that came in one piece; nothing where it is no message. */
export function answerIn(body: string): Answer {
  const message = parse(body);
  if (message?.type === "error") {
    return { blocks: [errorOf(objectIn(message, "error"))], stopReason: null };
  }
  if (message?.type !== "message" || !Array.isArray(message.content)) {
    return { blocks: [], stopReason: null };
  }
  const blocks = message.content.filter(isObject).map((block) => blockOf(block, false));
  return { blocks, stopReason: textIn(message, "stop_reason") || null };
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

function append(block: AnswerBlock | undefined, delta: Json): void {
  if (!block || delta.type === "signature_delta") return;
  block.text += deltaText(delta);
}

/** @param streamed whether the block's content is still to come */
function blockOf(block: Json, streamed: boolean): AnswerBlock {
  switch (block.type) {
    case "text":
      return { kind: "text", name: "", text: textIn(block, "text") };
    case "thinking":
      return { kind: "thinking", name: "", text: textIn(block, "thinking") };
    case "tool_use":
    case "server_tool_use":
    case "mcp_tool_use":
      return {
        kind: "tool",
        name: textIn(block, "name"),
        text: streamed ? "" : JSON.stringify(block.input, null, 2),
      };
    default:
      return {
        kind: "other",
        name: textIn(block, "type") || "unknown",
        text: JSON.stringify(block, null, 2),
      };
  }
}

function errorOf(error: Json): AnswerBlock {
  return { kind: "error", name: textIn(error, "type"), text: textIn(error, "message") };
}

export function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function objectIn(object: Json, key: string): Json {
  const value = object[key];
  return isObject(value) ? value : {};
}

export function textIn(object: Json, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
