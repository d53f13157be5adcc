import {
  createHighlighterCore,
  type HighlighterCore,
  type LanguageRegistration,
} from "@shikijs/core";
import { createJavaScriptRegexEngine } from "@shikijs/engine-javascript";
import { SYNTAX_THEME } from "./syntax-theme";

/** A text to be coloured, and what to call it by when it comes back. */
export interface SyntaxQuestion {
  id: number;
  language: string;
  code: string;
}

/** For each line the ends of its pieces and their colours, in turns; nothing where it is no use. */
export interface SyntaxAnswer {
  id: number;
  lines: SyntaxLine[] | undefined;
}

export type SyntaxLine = readonly [end: number, color: number][];

const GRAMMARS = new Map<string, () => Promise<{ default: LanguageRegistration[] }>>(
  Object.entries({
    bash: () => import("@shikijs/langs/bash"),
    c: () => import("@shikijs/langs/c"),
    cpp: () => import("@shikijs/langs/cpp"),
    csharp: () => import("@shikijs/langs/csharp"),
    css: () => import("@shikijs/langs/css"),
    diff: () => import("@shikijs/langs/diff"),
    docker: () => import("@shikijs/langs/docker"),
    go: () => import("@shikijs/langs/go"),
    html: () => import("@shikijs/langs/html"),
    java: () => import("@shikijs/langs/java"),
    javascript: () => import("@shikijs/langs/javascript"),
    json: () => import("@shikijs/langs/json"),
    kotlin: () => import("@shikijs/langs/kotlin"),
    make: () => import("@shikijs/langs/make"),
    markdown: () => import("@shikijs/langs/markdown"),
    php: () => import("@shikijs/langs/php"),
    python: () => import("@shikijs/langs/python"),
    ruby: () => import("@shikijs/langs/ruby"),
    rust: () => import("@shikijs/langs/rust"),
    sql: () => import("@shikijs/langs/sql"),
    swift: () => import("@shikijs/langs/swift"),
    toml: () => import("@shikijs/langs/toml"),
    tsx: () => import("@shikijs/langs/tsx"),
    typescript: () => import("@shikijs/langs/typescript"),
    xml: () => import("@shikijs/langs/xml"),
    yaml: () => import("@shikijs/langs/yaml"),
  }),
);

/**
 * A line that takes longer is given up, and everything behind it is coloured wrongly. So it only stops
 * what would never end: a grammar's first line takes a while, and nobody waits for this thread.
 */
const MOST_MILLIS_PER_LINE = 5_000;

let highlighter: Promise<HighlighterCore> | undefined;

self.onmessage = async ({ data }: MessageEvent<SyntaxQuestion>) => {
  const answer: SyntaxAnswer = { id: data.id, lines: await colored(data).catch(() => undefined) };
  self.postMessage(answer);
};

async function colored({ language, code }: SyntaxQuestion): Promise<SyntaxLine[] | undefined> {
  const grammar = GRAMMARS.get(language);
  if (!grammar) return undefined;
  highlighter ??= createHighlighterCore({
    themes: [SYNTAX_THEME],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const shiki = await highlighter;
  if (!shiki.getLoadedLanguages().includes(language)) await shiki.loadLanguage(grammar());
  const lines = shiki.codeToTokensBase(code, {
    lang: language,
    theme: "house",
    tokenizeMaxLineLength: 1_000,
    tokenizeTimeLimit: MOST_MILLIS_PER_LINE,
  });
  return lines.map((tokens) => {
    let end = 0;
    return tokens.map(({ content, color }) => {
      end += content.length;
      return [end, Number.parseInt(color?.slice(1) ?? "0", 16)];
    });
  });
}
