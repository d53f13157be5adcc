import { diffArrays, diffWordsWithSpace } from "diff";

/** A part of a line; one that changed stands out. */
export interface DiffPart {
  text: string;
  changed: boolean;
}

export interface DiffLine {
  kind: "same" | "removed" | "added" | "gap";
  /** The line's number before and after, from 1, where it is there. */
  before?: number;
  after?: number;
  parts: readonly DiffPart[];
}

/** How many lines that did not change are shown around one that did. */
const CONTEXT = 3;
/** Above it nobody compares words: it would take long and say little. */
const LONGEST_LINE = 1_000;
/** Above it two texts are said to be different, without looking for what they share. */
const MOST_EDITS = 600;

/** What became of a text, line by line, and within lines word by word. */
export function diffOf(before: string, after: string): DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const changes = diffArrays(old, now, { maxEditLength: MOST_EDITS }) ?? [
    { value: old, removed: true, added: false, count: old.length },
    { value: now, removed: false, added: true, count: now.length },
  ];
  const lines: DiffLine[] = [];
  let left = 1;
  let right = 1;
  for (const [index, change] of changes.entries()) {
    if (change.removed) {
      const next = changes[index + 1];
      const partners = next?.added ? next.value : [];
      for (const [at, line] of change.value.entries()) {
        lines.push({
          kind: "removed",
          before: left++,
          parts: wordsOf(line, partners[at], "removed"),
        });
      }
    } else if (change.added) {
      const previous = changes[index - 1];
      const partners = previous?.removed ? previous.value : [];
      for (const [at, line] of change.value.entries()) {
        lines.push({ kind: "added", after: right++, parts: wordsOf(line, partners[at], "added") });
      }
    } else {
      for (const line of change.value) {
        lines.push({ kind: "same", before: left++, after: right++, parts: plain(line) });
      }
    }
  }
  return withoutFarLines(lines);
}

/** How many lines came and went. */
export function countChanges(lines: readonly DiffLine[]): { added: number; removed: number } {
  return {
    added: lines.filter(({ kind }) => kind === "added").length,
    removed: lines.filter(({ kind }) => kind === "removed").length,
  };
}

function linesOf(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

function plain(text: string): DiffPart[] {
  return [{ text, changed: false }];
}

function wordsOf(line: string, partner: string | undefined, side: "added" | "removed"): DiffPart[] {
  if (partner === undefined || line.length + partner.length > LONGEST_LINE) return plain(line);
  const words = diffWordsWithSpace(
    side === "removed" ? line : partner,
    side === "removed" ? partner : line,
  );
  const own = words.filter((word) => (side === "removed" ? !word.added : !word.removed));
  const kept = own.filter((word) => !word.added && !word.removed);
  const share = kept.reduce((sum, word) => sum + word.value.trim().length, 0);
  // Lines that share next to nothing are two lines, not one that changed.
  if (share * 3 < line.trim().length) return plain(line);
  return own.map((word) => ({ text: word.value, changed: word.added || word.removed }));
}

function withoutFarLines(lines: readonly DiffLine[]): DiffLine[] {
  const near = new Set<number>();
  for (const [index, { kind }] of lines.entries()) {
    if (kind === "same") continue;
    for (let at = index - CONTEXT; at <= index + CONTEXT; at++) near.add(at);
  }
  const shown: DiffLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.kind !== "same" || near.has(index)) shown.push(line);
    else if (shown.at(-1)?.kind !== "gap") shown.push({ kind: "gap", parts: [] });
  }
  return shown;
}
