import { expect, it } from "vitest";
import { jsonTokens } from "./json-tokens";

const tokens = (line: string) =>
  jsonTokens(line).map(({ kind, start, end }) => [kind, line.slice(start, end)]);

it("tells keys, strings and the rest apart", () => {
  expect(tokens('  "a \\"b\\"": "c: d",')).toEqual([
    ["plain", "  "],
    ["key", '"a \\"b\\""'],
    ["plain", ": "],
    ["string", '"c: d"'],
    ["plain", ","],
  ]);
  expect(tokens('"n": -1.5e+3')).toContainEqual(["literal", "-1.5e+3"]);
});

it("covers every line without a gap", () => {
  for (const line of ['"open', "{", '  "x": true,', "ÿ☃", '""']) {
    expect(
      tokens(line)
        .map(([, text]) => text)
        .join(""),
    ).toBe(line);
  }
});
