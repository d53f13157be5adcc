import { isObject, type Json, parse } from "@/lib/json";
import { type PrettyBody, prettyBody } from "./bodies";
import type { BodyPart, BodyQuestion } from "./body.worker";

/** Up to it a body is read within a few milliseconds, and faster than another thread is asked. */
const SMALL_TO_PARSE = 2_000_000;
const SMALL_TO_SET_OUT = 200_000;

/** The object that a text says. A large one is read in another thread and comes back in parts. */
export async function parseElsewhere(text: string): Promise<Json | undefined> {
  if (text.length <= SMALL_TO_PARSE) return parse(text);
  const messages: unknown[] = [];
  let head: unknown;
  await ask({ task: "parse", text }, (part) => {
    if (part.kind === "head") head = part.head;
    else if (part.kind === "messages") messages.push(...part.messages);
  });
  return isObject(head) ? { ...head, messages } : undefined;
}

/** A body's text set out; a large one in another thread. */
export async function prettyElsewhere(text: string): Promise<PrettyBody> {
  if (text.length <= SMALL_TO_SET_OUT) return prettyBody(text);
  let pretty: PrettyBody = { text, json: false };
  await ask({ task: "set out", text }, (part) => {
    if (part.kind === "pretty") pretty = part.pretty;
  });
  return pretty;
}

function ask(question: BodyQuestion, receive: (part: BodyPart) => void): Promise<void> {
  const worker = new Worker(new URL("./body.worker.ts", import.meta.url), { type: "module" });
  return new Promise<void>((resolve, reject) => {
    worker.onerror = () => reject(new Error("The body could not be read."));
    worker.onmessage = ({ data }: MessageEvent<BodyPart>) => {
      if (data.kind === "end") resolve();
      else receive(data);
    };
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}
