import { endOfString } from "@/lib/json-text";

export type TokenKind = "key" | "string" | "literal" | "plain";

export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
}

/** The tokens of one line of JSON that was set out: at most a key and a value. */
export function jsonTokens(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const start = at;
    if (line[at] === '"') {
      at = endOfString(line, at);
      tokens.push({ kind: line[at] === ":" ? "key" : "string", start, end: at });
    } else if (/[-\w.+]/.test(line.charAt(at))) {
      while (at < line.length && /[-\w.+]/.test(line.charAt(at))) at++;
      tokens.push({ kind: "literal", start, end: at });
    } else {
      at++;
      const last = tokens.at(-1);
      if (last?.kind === "plain") last.end = at;
      else tokens.push({ kind: "plain", start, end: at });
    }
  }
  return tokens;
}
