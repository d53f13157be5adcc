import { useEffect, useState } from "react";
import type { SyntaxAnswer, SyntaxLine, SyntaxQuestion } from "./syntax.worker";

/** Above it nobody waits for colours. */
const MOST_CHARACTERS = 200_000;
/** How many texts are kept coloured, so that scrolling back does not flicker. */
const MOST_KEPT = 200;

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, (lines: SyntaxLine[] | undefined) => void>();
const kept = new Map<string, SyntaxLine[] | undefined>();

/** Colours come from another thread: it holds the highlighter, and takes the time it takes. */
function ask(language: string, code: string): Promise<SyntaxLine[] | undefined> {
  if (!worker) {
    worker = new Worker(new URL("./syntax.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<SyntaxAnswer>) => {
      waiting.get(data.id)?.(data.lines);
      waiting.delete(data.id);
    };
  }
  const question: SyntaxQuestion = { id: ++asked, language, code };
  worker.postMessage(question);
  return new Promise((resolve) => waiting.set(question.id, resolve));
}

/** The colours of a text's lines, as soon as they are known. */
export function useSyntax(language: string, code: string): SyntaxLine[] | undefined {
  const key = `${language}\n${code}`;
  const [known, setKnown] = useState<{ key: string; lines: SyntaxLine[] | undefined }>();
  const worthIt = language !== "" && code.length <= MOST_CHARACTERS;
  useEffect(() => {
    if (!worthIt || kept.has(key)) return;
    let wanted = true;
    void ask(language, code).then((lines) => {
      const oldest = kept.keys().next();
      if (kept.size >= MOST_KEPT && !oldest.done) kept.delete(oldest.value);
      kept.set(key, lines);
      if (wanted) setKnown({ key, lines });
    });
    return () => {
      wanted = false;
    };
  }, [worthIt, key, language, code]);
  return kept.get(key) ?? (known?.key === key ? known.lines : undefined);
}
