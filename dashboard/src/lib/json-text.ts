/**
 * Sets JSON out line by line without reading it: strings, numbers, repeated keys and escapes stay
 * as they were written. The text has to be JSON.
 */
export function setOutJson(json: string): string {
  const out: string[] = [];
  let depth = 0;
  let at = 0;
  const newLine = () => out.push("\n", "  ".repeat(depth));
  while (at < json.length) {
    const char = json.charAt(at);
    if (char === '"') {
      const end = endOfString(json, at);
      out.push(json.slice(at, end));
      at = end;
      continue;
    }
    if (char === "{" || char === "[") {
      const close = skipSpace(json, at + 1);
      if (json[close] === "}" || json[close] === "]") {
        out.push(char, json.charAt(close));
        at = close + 1;
        continue;
      }
      depth++;
      out.push(char);
      newLine();
    } else if (char === "}" || char === "]") {
      depth--;
      newLine();
      out.push(char);
    } else if (char === ",") {
      out.push(char);
      newLine();
    } else if (char === ":") {
      out.push(": ");
    } else if (!isSpace(char)) {
      out.push(char);
    }
    at++;
  }
  return out.join("");
}

/** Where a string that starts here ends, behind its quote. */
export function endOfString(text: string, start: number): number {
  let quote = start;
  do {
    quote = text.indexOf('"', quote + 1);
    if (quote < 0) return text.length;
  } while (isEscaped(text, quote));
  return quote + 1;
}

/** Whether an odd number of backslashes stands before this place. */
export function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === "\\") before--;
  return (at - before) % 2 === 0;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charAt(at))) at++;
  return at;
}

function isSpace(char: string): boolean {
  return char === " " || char === "\n" || char === "\r" || char === "\t";
}
