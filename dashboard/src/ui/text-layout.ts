import { isEscaped } from "@/lib/json-text";

/** A piece of a line that fits into the width there is. */
export interface TextRow {
  /** Which line of the text, from 0. */
  line: number;
  start: number;
  end: number;
  /** By how many columns a row that continues a line is set in. */
  indent: number;
}

const MIN_COLUMNS = 24;
const WORD_REACH = 24;
const HANGING = 4;

/**
 * Cuts lines into rows of equal height, so that a text of any size scrolls without being measured.
 * In JSON a row also ends where a string says `\n`: prompts read as they were written.
 */
export function layoutText(lines: readonly string[], columns: number, json: boolean): TextRow[] {
  const width = Math.max(MIN_COLUMNS, columns);
  const rows: TextRow[] = [];
  for (const [line, text] of lines.entries()) {
    const own = text.length - text.trimStart().length;
    const hanging = Math.min(own + HANGING, Math.floor(width / 2));
    let start = 0;
    do {
      const indent = start === 0 ? 0 : hanging;
      const end = endOfRow(text, start, width - indent, json);
      rows.push({ line, start, end, indent });
      start = end;
    } while (start < text.length);
  }
  return rows;
}

function endOfRow(text: string, start: number, width: number, json: boolean): number {
  const full = Math.min(text.length, start + width);
  if (json) {
    const lineEnd = behindLineEscape(text, start, full);
    if (lineEnd !== undefined) return lineEnd;
  }
  if (full === text.length) return full;
  const space = text.lastIndexOf(" ", full - 1);
  const cut = space > start && full - space < WORD_REACH ? space + 1 : full;
  return splitsPair(text, cut) ? cut - 1 : cut;
}

/** Behind the first `\n` of a string that is not the string's end. */
function behindLineEscape(text: string, start: number, end: number): number | undefined {
  let at = text.indexOf("\\n", start);
  while (at >= 0 && at + 2 <= end) {
    if (!isEscaped(text, at)) return text[at + 2] === '"' ? undefined : at + 2;
    at = text.indexOf("\\n", at + 1);
  }
  return undefined;
}

/** Whether a cut would tear a character apart that takes two units. */
function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff;
}
