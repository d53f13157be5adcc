import { describe, expect, it } from "vitest";
import type { Routing } from "@/api/client";
import { parseRouting } from "./search";
import { warningsOf } from "./warnings";

const calm: Routing = {
  enabled: true,
  refusal: null,
  providers: [],
  mappings: [],
  seenAgents: ["Explore"],
  definitions: 0,
  missingTools: [],
  spending: [],
};

describe("warningsOf", () => {
  it("says nothing where all is well", () => {
    expect(warningsOf(calm)).toEqual([]);
  });

  it("names mappings that match nobody, and who was seen", () => {
    const mapping = {
      agent: "reviewer",
      provider: "openai",
      model: "gpt-4o",
      unmatched: true,
      matches: 0,
      lastMatchAt: null,
    };
    expect(warningsOf({ ...calm, mappings: [mapping] })).toEqual([
      "No agent of the last hour is called reviewer; there were Explore.",
    ]);
  });

  it("tells of tools that cannot be run and of a refused configuration", () => {
    const missingTools = [{ agent: "a", provider: "p", reason: "dropped: web_search" }];
    expect(warningsOf({ ...calm, refusal: "line 3", missingTools })).toEqual([
      "The changed configuration is not in force: line 3",
      "a carries a tool that p cannot run (dropped: web_search).",
    ]);
  });
});

describe("parseRouting", () => {
  it("takes ids and nothing else", () => {
    expect(parseRouting({ explain: "361QK547GGM00" })).toEqual({ explain: "361QK547GGM00" });
    expect(parseRouting({ explain: "<b>" })).toEqual({});
  });
});
