import { describe, expect, it } from "vitest";
import { parseFilesParams, rowsOfTranscript } from "./files";

describe("what is looked at", () => {
  it("stands in the URL, as far as it makes sense", () => {
    expect(parseFilesParams({ folder: "plans", plan: "mend.md", project: "", x: 1 })).toEqual({
      folder: "plans",
      plan: "mend.md",
    });
    expect(parseFilesParams({ folder: "charAt" })).toEqual({});
  });
});

describe("the messages of a transcript", () => {
  it("keep their numbers, and leave out what is on record", () => {
    const rows = rowsOfTranscript([
      { position: 1, role: "user", request: null, content: null },
      { position: 2, role: "assistant", request: null, content: [{ type: "text", text: "Done." }] },
    ]);
    expect(rows.map(({ message, role, block }) => [message, role, block])).toEqual([
      [1, "assistant", { kind: "text", text: "Done." }],
    ]);
  });

  it("join calls to their results", () => {
    const rows = rowsOfTranscript([
      {
        position: 1,
        role: "assistant",
        request: null,
        content: [{ type: "tool_use", id: "t", name: "Bash", input: {} }],
      },
      {
        position: 2,
        role: "user",
        request: null,
        content: [{ type: "tool_result", tool_use_id: "t", content: "ok" }],
      },
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.block).toMatchObject({ kind: "call", result: { isError: false } });
  });
});
