import { describe, expect, it } from "vitest";
import { countChanges, diffOf } from "./diff";

const written = (before: string, after: string) =>
  diffOf(before, after).map(({ kind, parts }) => [
    kind,
    parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join(""),
  ]);

describe("diffOf", () => {
  it("tells lines apart, and words within them", () => {
    expect(written("const a = 1;\nconst b = 2;\n", "const a = 1;\nconst b = 3;\n")).toEqual([
      ["same", "const a = 1;"],
      ["removed", "const b = [2];"],
      ["added", "const b = [3];"],
    ]);
  });

  it("does not compare the words of lines that have nothing in common", () => {
    expect(written("import x from 'y'", "return value * 7;")).toEqual([
      ["removed", "import x from 'y'"],
      ["added", "return value * 7;"],
    ]);
  });

  it("numbers lines on both sides and leaves out what is far away", () => {
    const lines = Array.from({ length: 50 }, (_, i) => `line ${i + 1}`);
    const diff = diffOf(lines.join("\n"), lines.toSpliced(24, 1, "another").join("\n"));
    expect(diff.map(({ kind }) => kind)).toEqual([
      "gap",
      ...["same", "same", "same", "removed", "added", "same", "same", "same"],
      "gap",
    ]);
    expect(diff[4]).toMatchObject({ before: 25 });
    expect(diff[5]).toMatchObject({ after: 25 });
    expect(countChanges(diff)).toEqual({ added: 1, removed: 1 });
  });

  it("says of a new text that all of it is new, and of the same that nothing is", () => {
    expect(written("", "a\nb\n")).toEqual([
      ["added", "a"],
      ["added", "b"],
    ]);
    expect(countChanges(diffOf("a", "a"))).toEqual({ added: 0, removed: 0 });
  });

  it("gives up in time where everything differs", () => {
    const text = (seed: number) =>
      Array.from({ length: 5_000 }, (_, i) => `${(i * seed) % 9_973}`).join("\n");
    expect(countChanges(diffOf(text(7), text(11)))).toEqual({ added: 5_000, removed: 5_000 });
  });
});
