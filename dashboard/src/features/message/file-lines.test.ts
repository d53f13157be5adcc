import { expect, it } from "vitest";
import { fileLinesOf, languageOf } from "./file-lines";

it("takes off the numbers of lines, and what is said behind them", () => {
  expect(fileLinesOf("   12→a\n   13→\n   14→  b\n\n(more)")).toEqual({
    first: 12,
    text: "a\n\n  b",
    note: "(more)",
  });
  expect(fileLinesOf("1\ta\n2\tb")).toEqual({ first: 1, text: "a\nb", note: "" });
  expect(fileLinesOf("File does not exist.")).toBeUndefined();
});

it("tells a language by a file's name", () => {
  expect(languageOf("/a/b.d/Main.java")).toBe("java");
  expect(languageOf("Makefile")).toBe("make");
  expect(languageOf("constructor")).toBe("");
  expect(languageOf("a.unknown")).toBe("");
});
