import { parse } from "@/lib/json";
import { type PrettyBody, prettyBody } from "./bodies";

/** What is to be done with a body. */
export interface BodyQuestion {
  task: "parse" | "set out";
  text: string;
}

/** A body in parts, each small enough to be received within a few milliseconds. */
export type BodyPart =
  | { kind: "head"; head: unknown }
  | { kind: "messages"; messages: unknown[] }
  | { kind: "pretty"; pretty: PrettyBody }
  | { kind: "end" };

const PART_CHARACTERS = 500_000;

self.onmessage = ({ data: { task, text } }: MessageEvent<BodyQuestion>) => {
  const parts = task === "parse" ? partsOf(text) : [prettyPart(text)];
  for (const part of parts) self.postMessage(part);
  self.postMessage({ kind: "end" } satisfies BodyPart);
};

function prettyPart(text: string): BodyPart {
  return { kind: "pretty", pretty: prettyBody(text) };
}

function* partsOf(text: string): Generator<BodyPart> {
  const body = parse(text);
  if (!body || !Array.isArray(body.messages)) return;
  const { messages, ...head } = body;
  yield { kind: "head", head };
  let part: unknown[] = [];
  let size = 0;
  for (const message of messages as unknown[]) {
    part.push(message);
    size += JSON.stringify(message).length;
    if (size < PART_CHARACTERS) continue;
    yield { kind: "messages", messages: part };
    part = [];
    size = 0;
  }
  yield { kind: "messages", messages: part };
}
