import { describe, expect, it } from "vitest";
import { layoutText } from "./text-layout";

const pieces = (lines: string[], columns: number, json: boolean) =>
  layoutText(lines, columns, json).map(({ line, start, end }) => lines[line]?.slice(start, end));

describe("layoutText", () => {
  it("keeps short lines whole, empty ones too", () => {
    expect(pieces(["one", "", "two"], 40, false)).toEqual(["one", "", "two"]);
  });

  it("loses nothing, however narrow it gets", () => {
    const lines = ["x".repeat(500), "word ".repeat(100), `${"é😀".repeat(120)}`];
    for (const columns of [1, 24, 31, 80]) {
      const rows = layoutText(lines, columns, true);
      for (const [line, text] of lines.entries()) {
        const joined = rows
          .filter((row) => row.line === line)
          .map((row) => text.slice(row.start, row.end))
          .join("");
        expect(joined).toBe(text);
      }
      expect(
        rows.every(({ start, end, indent }) => end - start + indent <= Math.max(24, columns)),
      ).toBe(true);
    }
  });

  it("breaks between words where one is near", () => {
    expect(pieces(["alpha beta gamma delta epsilon zeta"], 24, false)).toEqual([
      "alpha beta gamma delta ",
      "epsilon zeta",
    ]);
  });

  it("never tears a character apart", () => {
    for (const piece of pieces(["😀".repeat(40)], 25, false)) {
      expect(piece).toMatch(/^(😀)+$/u);
    }
  });

  it("ends a row of JSON where a string says so, and only there", () => {
    expect(pieces(['"one\\ntwo\\\\n three\\n"'], 60, true)).toEqual([
      '"one\\n',
      'two\\\\n three\\n"',
    ]);
    expect(pieces(['"one\\ntwo"'], 60, false)).toEqual(['"one\\ntwo"']);
  });

  it("sets continued rows in, further than the line itself", () => {
    const rows = layoutText([`    "key": "${"v".repeat(60)}"`], 40, true);
    expect(rows.map(({ indent }) => indent)).toEqual([0, 8, 8]);
  });
});
