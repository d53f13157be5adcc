import { describe, expect, it } from "vitest";
import { ansiLines } from "./ansi";

const line = (text: string) => ansiLines(text)[0];

describe("ansiLines", () => {
  it("colours until told otherwise, over lines too", () => {
    expect(ansiLines("\u001b[31mred\nstill\u001b[0m plain")).toEqual([
      [{ text: "red", className: "text-bad" }],
      [
        { text: "still", className: "text-bad" },
        { text: " plain", className: "" },
      ],
    ]);
  });

  it("knows attributes, bright colours and backgrounds", () => {
    expect(line("\u001b[1;92;41mx\u001b[22my\u001b[39;49mz")).toEqual([
      { text: "x", className: "text-good bg-bad-soft font-bold" },
      { text: "y", className: "text-good bg-bad-soft" },
      { text: "z", className: "" },
    ]);
  });

  it("takes the nearest of the theme for any other colour", () => {
    expect(line("\u001b[38;5;196ma\u001b[38;2;10;200;20mb\u001b[38;5;250;1mc")).toEqual([
      { text: "a", className: "text-bad" },
      { text: "b", className: "text-good" },
      { text: "c", className: "text-ink font-bold" },
    ]);
  });

  it("obeys nothing else", () => {
    expect(line("a\u001b[2Jb\u001b]0;owned\u0007c\u001b[?25ld\u0000\u0008e")).toEqual(
      [..."abcd"].map((text) => ({ text, className: "" })).with(3, { text: "de", className: "" }),
    );
  });

  it("keeps the last state of a line that overwrote itself", () => {
    expect(ansiLines("10%\r50%\rdone\r\nnext")).toEqual([
      [{ text: "done", className: "" }],
      [{ text: "next", className: "" }],
    ]);
  });
});
