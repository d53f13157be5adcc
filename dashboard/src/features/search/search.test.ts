import { describe, expect, it } from "vitest";
import type { SearchHit } from "@/api/client";
import { groupsOf, parseSearchParams, piecesOf, queryOf } from "./search";

const HIT: SearchHit = {
  kind: "prompt",
  tool: null,
  isError: false,
  at: "2026-11-22T10:00:00Z",
  snippet: { text: "", marks: [] },
  conversationId: "a",
  title: null,
  sessionId: "s",
  project: null,
  agentType: null,
  message: 1,
  turn: 1,
  request: null,
  transcript: null,
  position: null,
};

describe("what is looked for", () => {
  it("stands in the URL, as far as it makes sense", () => {
    expect(
      parseSearchParams({
        q: "till",
        kind: "answer",
        role: "robot",
        failed: "1",
        from: "now",
        x: 1,
      }),
    ).toEqual({ q: "till", kind: "answer" });
  });

  it("keeps a blank at the end: it ends the word", () => {
    expect(parseSearchParams({ q: "ti " })).toEqual({ q: "ti " });
  });

  it("asks from the start of a day to the end of one, where the person is", () => {
    const { from = "", until = "" } = queryOf({ from: "2026-11-22", until: "2026-11-22" });
    expect(new Date(from)).toEqual(new Date(2026, 10, 22));
    expect(new Date(until)).toEqual(new Date(2026, 10, 23));
  });
});

describe("hits", () => {
  it("stand by their conversations, in the order of the first of each", () => {
    const groups = groupsOf([
      { ...HIT, message: 1 },
      { ...HIT, conversationId: null, transcript: 7 },
      { ...HIT, message: 2 },
    ]);
    expect(groups.map(({ key, hits }) => [key, hits.length])).toEqual([
      ["a", 2],
      ["transcript 7", 1],
    ]);
  });

  it("are cut at their marks", () => {
    expect(
      piecesOf({
        text: "the till rounds",
        marks: [
          { start: 4, end: 8 },
          { start: 9, end: 15 },
        ],
      }).map(({ text, marked }) => (marked ? `[${text}]` : text)),
    ).toEqual(["the ", "[till]", " ", "[rounds]"]);
    expect(piecesOf({ text: "plain", marks: [] })).toHaveLength(1);
  });
});
