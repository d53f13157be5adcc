import { describe, expect, it } from "vitest";
import { blocksOf } from "./content";
import { piecesOf } from "./pieces";
import { rowsOf } from "./rows";

describe("blocksOf", () => {
  it("reads a string and a list alike", () => {
    expect(blocksOf("Hello")).toEqual([{ kind: "text", text: "Hello" }]);
    expect(blocksOf([{ type: "text", text: "Hello" }])).toEqual(blocksOf("Hello"));
  });

  it("sets apart what the client slipped in", () => {
    expect(blocksOf("<system-reminder>\nBe brief.\n</system-reminder>\nFix it")).toEqual([
      { kind: "reminder", text: "Be brief." },
      { kind: "text", text: "\nFix it" },
    ]);
    expect(blocksOf("a <system-reminder> that never ends")).toHaveLength(1);
  });

  it("keeps what it does not know", () => {
    expect(blocksOf([{ type: "hologram", beam: 1 }, 7])).toEqual([
      { kind: "unknown", type: "hologram", json: '{\n  "type": "hologram",\n  "beam": 1\n}' },
      { kind: "unknown", type: "unknown", json: "7" },
    ]);
  });

  it("does not stumble over blocks without their members", () => {
    const types = ["text", "thinking", "redacted_thinking", "image", "document", "tool_use"];
    const blocks = blocksOf([...types, "tool_result"].map((type) => ({ type })));
    expect(blocks.map(({ kind }) => kind)).toEqual([
      "thinking",
      "redacted",
      "image",
      "document",
      "call",
      "result",
    ]);
  });
});

describe("rowsOf", () => {
  const call = (id: string) => ({ type: "tool_use", id, name: "Bash", input: { command: id } });
  const result = (id: string, content: string, is_error = false) => ({
    type: "tool_result",
    tool_use_id: id,
    content,
    is_error,
  });

  it("joins calls with their results, in whatever order these came", () => {
    const rows = rowsOf([
      { role: "user", content: "Go" },
      { role: "assistant", content: [call("a"), call("b")] },
      { role: "user", content: [result("b", "two", true), result("a", "one")] },
    ]);
    expect(rows.map(({ block, message }) => [message, block])).toEqual([
      [0, { kind: "text", text: "Go" }],
      [
        1,
        expect.objectContaining({ id: "a", result: expect.objectContaining({ isError: false }) }),
      ],
      [1, expect.objectContaining({ id: "b", result: expect.objectContaining({ isError: true }) })],
    ]);
  });

  it("shows a result without a call, and a second one of the same call", () => {
    const rows = rowsOf([
      { role: "user", content: [result("lost", "x")] },
      { role: "assistant", content: [call("a")] },
      { role: "user", content: [result("a", "1"), result("a", "2")] },
    ]);
    expect(rows.map(({ block }) => block.kind)).toEqual(["result", "call", "result"]);
  });

  it("begins a message once", () => {
    const rows = rowsOf([{ role: "user", content: ["one", "two"] }]);
    expect(rows.map(({ first }) => first)).toEqual([true, false]);
  });
});

describe("piecesOf", () => {
  it("loses nothing but blank lines between pieces", () => {
    const text = Array.from({ length: 900 }, (_, i) => `Paragraph ${i} with some words.`);
    const pieces = piecesOf(text.join("\n\n"));
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join("\n").split("\n").filter(Boolean)).toEqual(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(6_100);
  });

  it("closes a fenced block that it has to cut, and opens it again", () => {
    const pieces = piecesOf(`\`\`\`ts\n${"const x = 1;\n\n".repeat(900)}\`\`\``);
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece.match(/^```/gm)).toHaveLength(2);
  });

  it("cuts a line that has no end", () => {
    expect(piecesOf("x".repeat(20_000)).map((piece) => piece.length)).toEqual([
      6_000, 6_000, 6_000, 2_000,
    ]);
  });
});
