import type { HeaderLine } from "@/api/client";
import { setOutJson } from "@/lib/json-text";

export interface PrettyBody {
  text: string;
  /** Whether the text is JSON that was set out line by line. */
  json: boolean;
}

/** JSON set out line by line; whatever is not JSON as it is. */
export function prettyBody(text: string): PrettyBody {
  const start = text.trimStart()[0];
  if (start === "{" || start === "[") {
    try {
      JSON.parse(text);
      return { text: setOutJson(text), json: true };
    } catch {
      // It only looked like JSON, or it is cut off.
    }
  }
  return { text, json: false };
}

export function headerOf(lines: readonly HeaderLine[], name: string): string | undefined {
  return lines.find((line) => line.name.toLowerCase() === name)?.value;
}

/** Whether the bytes on the wire are others than those that were meant. */
export function isEncoded(lines: readonly HeaderLine[]): boolean {
  const coding = headerOf(lines, "content-encoding");
  return coding !== undefined && coding !== "identity";
}

export function isEventStream(lines: readonly HeaderLine[]): boolean {
  return headerOf(lines, "content-type")?.startsWith("text/event-stream") ?? false;
}
