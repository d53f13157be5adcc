/** How many characters are read as Markdown at once: a few milliseconds' worth. */
const PIECE = 6_000;

/**
 * Cuts a text where a paragraph ends, but never within a fenced block, so that each piece says in
 * Markdown what it says in the whole. What has no such place is cut at a line, or hard.
 */
export function piecesOf(text: string): string[] {
  if (text.length <= PIECE) return [text];
  const pieces: string[] = [];
  let piece: string[] = [];
  let size = 0;
  let fence = "";
  for (const line of linesOf(text)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    const full = size >= PIECE / 2 && line.trim() === "" && fence === "";
    if (full || (size + line.length > PIECE && piece.length > 0)) {
      if (fence !== "") piece.push(fence);
      pieces.push(piece.join("\n"));
      piece = fence === "" ? [] : [fence];
      size = 0;
    }
    piece.push(line);
    size += line.length + 1;
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence)) fence = "";
  }
  pieces.push(piece.join("\n"));
  return pieces.filter((each) => each.trim() !== "");
}

/** The lines of a text; one that is too long for a piece counts as several. */
function* linesOf(text: string): Generator<string> {
  for (const line of text.split("\n")) {
    for (let at = 0; at < Math.max(line.length, 1); at += PIECE) yield line.slice(at, at + PIECE);
  }
}
