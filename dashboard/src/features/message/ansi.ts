/** A piece of a terminal's output that looks the same throughout. */
export interface AnsiSpan {
  text: string;
  /** Class names of the theme. */
  className: string;
}

interface Look {
  color: string;
  background: string;
  attributes: ReadonlySet<string>;
}

const PLAIN: Look = { color: "", background: "", attributes: new Set() };
const NAMES = ["faint", "bad", "good", "warn", "info", "plum", "info", "ink"] as const;
const TEXTS: Record<(typeof NAMES)[number], string> = {
  faint: "text-faint",
  bad: "text-bad",
  good: "text-good",
  warn: "text-warn",
  info: "text-info",
  plum: "text-plum",
  ink: "text-ink",
};
const GROUNDS: Record<(typeof NAMES)[number], string> = {
  faint: "bg-hover",
  bad: "bg-bad-soft",
  good: "bg-good-soft",
  warn: "bg-warn-soft",
  info: "bg-info-soft",
  plum: "bg-plum-soft",
  ink: "bg-hover",
};
const ATTRIBUTES: Record<number, string> = {
  1: "font-bold",
  2: "text-faint",
  3: "italic",
  4: "underline",
  9: "line-through",
};
const ENDS: Record<number, readonly string[]> = {
  22: ["font-bold", "text-faint"],
  23: ["italic"],
  24: ["underline"],
  29: ["line-through"],
};

// Made of a string: as a literal a linter would take its control characters for slips.
const ESC = String.raw`\x1b`;
const ESCAPE = new RegExp(
  String.raw`${ESC}(?:\[([\d;:?<=>]*)[ -/]*([@-~])|\][^\x07${ESC}]*(?:\x07|${ESC}\\)|[@-_])`,
  "g",
);
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/** Whether a text holds anything that a terminal would take as an order. */
export function hasAnsi(text: string): boolean {
  return text.includes("\u001b[");
}

/**
 * The lines of a terminal's output with its colours in those of the theme. Orders that do more
 * than colour are left away, and of a line that overwrote itself the last state is kept.
 */
export function ansiLines(text: string): AnsiSpan[][] {
  let look = PLAIN;
  return text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((whole) => {
      const line = whole.slice(whole.lastIndexOf("\r", whole.length - 2) + 1);
      const spans: AnsiSpan[] = [];
      let from = 0;
      const push = (end: number) => {
        const piece = line.slice(from, end).replace(CONTROLS, "");
        if (piece !== "") spans.push({ text: piece, className: classOf(look) });
      };
      for (const match of line.matchAll(ESCAPE)) {
        push(match.index);
        if (match[2] === "m") look = changed(look, match[1] ?? "");
        from = match.index + match[0].length;
      }
      push(line.length);
      return spans;
    });
}

function classOf({ color, background, attributes }: Look): string {
  return [color, background, ...attributes].filter(Boolean).join(" ");
}

function changed(look: Look, parameters: string): Look {
  const codes = parameters.split(/[;:]/).map(Number);
  let { color, background } = look;
  const attributes = new Set(look.attributes);
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 0) {
      color = background = "";
      attributes.clear();
    } else if (ATTRIBUTES[code]) attributes.add(ATTRIBUTES[code]);
    else if (ENDS[code]) for (const name of ENDS[code]) attributes.delete(name);
    else if (code === 38 || code === 48) {
      // A colour of the terminal's own palette or of any other: the nearest of the theme.
      const [name, used] = extended(codes.slice(at + 1));
      if (code === 38) color = name ? TEXTS[name] : "";
      else background = name ? GROUNDS[name] : "";
      at += used;
    } else if (code === 39) color = "";
    else if (code === 49) background = "";
    else if (inRange(code, 30) || inRange(code, 90)) color = TEXTS[NAMES[code % 10] ?? "ink"];
    else if (inRange(code, 40) || inRange(code, 100))
      background = GROUNDS[NAMES[code % 10] ?? "ink"];
  }
  return { color, background, attributes };
}

function inRange(code: number, from: number): boolean {
  return code >= from && code < from + 8;
}

function extended([kind, ...rest]: number[]): [(typeof NAMES)[number] | undefined, number] {
  if (kind === 5) {
    const index = rest[0] ?? 0;
    if (index < 16) return [NAMES[index % 8], 2];
    if (index >= 232) return [index < 244 ? "faint" : "ink", 2];
    const cube = index - 16;
    return [nearest(Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6), 2];
  }
  if (kind === 2) return [nearest(rest[0] ?? 0, rest[1] ?? 0, rest[2] ?? 0), 4];
  return [undefined, 1];
}

function nearest(red: number, green: number, blue: number): (typeof NAMES)[number] {
  const most = Math.max(red, green, blue);
  const strong = (value: number) => (value > most * 0.6 ? 1 : 0);
  if (most === 0) return "faint";
  return NAMES[strong(red) + 2 * strong(green) + 4 * strong(blue)] ?? "ink";
}
