import { isObject, type Json, objectIn, setOut, textIn } from "@/lib/json";

/**
 * What stands in a message, as it is shown. It is made from the wire's content blocks and knows
 * more than they do: a call holds its result, and what the client slipped into a text is apart.
 */
export type Block =
  | { kind: "text"; text: string }
  /** What the client told the model within a text of the person's, between its own tags. */
  | { kind: "reminder"; text: string }
  | { kind: "thinking"; text: string }
  /** Thinking that only the API itself can read. */
  | { kind: "redacted"; characters: number }
  | { kind: "image"; source: Json }
  | { kind: "document"; title: string; source: Json }
  | ToolCall
  /** A result whose call is not among the messages. */
  | { kind: "result"; id: string; result: ToolResult }
  | { kind: "error"; name: string; text: string }
  | { kind: "unknown"; type: string; json: string };

/** A tool that the model called, and what came of it where that is known already. */
export interface ToolCall {
  kind: "call";
  id: string;
  name: string;
  input: Json;
  /** Whether the input is still streaming. */
  open: boolean;
  result?: ToolResult;
}

export interface ToolResult {
  blocks: readonly Block[];
  isError: boolean;
}

/** A message of the wire: what it holds has not been looked at. */
export interface Message {
  role: string;
  content: unknown;
}

/** The blocks of a message's content, a string or a list, in order. */
export function blocksOf(content: unknown): Block[] {
  if (typeof content === "string") return textBlocks(content);
  if (!Array.isArray(content)) return content === undefined ? [] : [unknown("", content)];
  return content.flatMap((block) =>
    typeof block === "string"
      ? textBlocks(block)
      : isObject(block)
        ? blocksIn(block)
        : [unknown("", block)],
  );
}

/** The text of blocks, for one line or for the clipboard. */
export function textOf(blocks: readonly Block[]): string {
  return blocks
    .map((block) => ("text" in block ? block.text : block.kind === "unknown" ? block.json : ""))
    .join("\n");
}

function blocksIn(block: Json): Block[] {
  const type = textIn(block, "type");
  switch (type) {
    case "text":
      return textBlocks(textIn(block, "text"));
    case "thinking":
      return [{ kind: "thinking", text: textIn(block, "thinking") }];
    case "redacted_thinking":
      return [{ kind: "redacted", characters: textIn(block, "data").length }];
    case "image":
      return [{ kind: "image", source: objectIn(block, "source") }];
    case "document":
      return [
        { kind: "document", title: textIn(block, "title"), source: objectIn(block, "source") },
      ];
    case "tool_use":
    case "server_tool_use":
    case "mcp_tool_use":
      return [callOf(block, objectIn(block, "input"), false)];
  }
  return type.endsWith("tool_result")
    ? [{ kind: "result", id: textIn(block, "tool_use_id"), result: resultOf(block) }]
    : [unknown(type, block)];
}

/** A call as its block tells it; a tool of an MCP server is named as Claude Code names it. */
export function callOf(block: Json, input: Json, open: boolean): ToolCall {
  const server = textIn(block, "server_name");
  const name = textIn(block, "name");
  return {
    kind: "call",
    id: textIn(block, "id"),
    name: server === "" ? name : `mcp__${server}__${name}`,
    input,
    open,
  };
}

function resultOf(block: Json): ToolResult {
  const content = block.content;
  const failed = isObject(content) && textIn(content, "type").endsWith("_error");
  return {
    blocks: isObject(content) ? blocksIn(content) : blocksOf(content),
    isError: block.is_error === true || failed,
  };
}

function unknown(type: string, value: unknown): Block {
  return { kind: "unknown", type: type || "unknown", json: setOut(value) };
}

const REMINDER = /<system-reminder>([\s\S]*?)<\/system-reminder>/g;

/** A text, and apart from it what the client added; blank texts say nothing. */
function textBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  const push = (piece: string) => {
    if (piece.trim() !== "") blocks.push({ kind: "text", text: piece });
  };
  for (const match of text.matchAll(REMINDER)) {
    push(text.slice(from, match.index));
    blocks.push({ kind: "reminder", text: (match[1] ?? "").trim() });
    from = match.index + match[0].length;
  }
  push(text.slice(from));
  return blocks;
}
