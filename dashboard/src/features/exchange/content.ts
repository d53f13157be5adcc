import type { Message } from "@/features/message/content";
import { type MessageRow, RowBuilder } from "@/features/message/rows";
import { isObject, type Json, objectsIn, textIn } from "@/lib/json";
import { inSlices } from "@/lib/slices";
import { parseElsewhere } from "./body-parser";

/** A part of a request that stands before its messages, and how much of the request it is. */
export interface PromptPart {
  name: string;
  text: string;
  /** The schema of a tool's input. */
  schema?: unknown;
  characters: number;
  /** Whether the cache may be cut behind it. */
  cached: boolean;
}

/** What a request says. */
export interface RequestContent {
  system: readonly PromptPart[];
  tools: readonly PromptPart[];
  messages: readonly Message[];
  rows: readonly MessageRow[];
  /** Everything else, as it was written. */
  parameters: readonly { name: string; value: unknown }[];
  /** How many characters the messages are, as JSON. */
  messageCharacters: number;
}

/** Reads a request's body; nothing where it is no request that holds messages. */
export async function requestContentOf(
  text: string,
  signal?: AbortSignal,
): Promise<RequestContent | undefined> {
  const body = await parseElsewhere(text);
  if (!body || !Array.isArray(body.messages)) return undefined;
  const messages = objectsIn(body, "messages").map(
    (message): Message => ({ role: textIn(message, "role"), content: message.content }),
  );
  const builder = new RowBuilder();
  await inSlices(messages, (message) => builder.add(message), signal);
  const { system, tools } = body;
  const systemParts = (typeof system === "string" ? [{ text: system }] : asObjects(system)).map(
    systemPart,
  );
  const toolParts = asObjects(tools).map(toolPart);
  const prompt = [...systemParts, ...toolParts].reduce(
    (sum, { characters }) => sum + characters,
    0,
  );
  return {
    system: systemParts,
    tools: toolParts,
    messages,
    rows: builder.rows,
    parameters: Object.entries(body)
      .filter(([name]) => !["messages", "system", "tools"].includes(name))
      .map(([name, value]) => ({ name, value })),
    messageCharacters: Math.max(0, text.length - prompt),
  };
}

function asObjects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function systemPart(block: Json, index: number): PromptPart {
  const text = textIn(block, "text");
  const name = `System ${index + 1}`;
  return { name, text, characters: text.length, cached: "cache_control" in block };
}

function toolPart(tool: Json): PromptPart {
  return {
    name: textIn(tool, "name") || textIn(tool, "type"),
    text: textIn(tool, "description"),
    schema: tool.input_schema,
    characters: JSON.stringify(tool).length,
    cached: "cache_control" in tool,
  };
}
