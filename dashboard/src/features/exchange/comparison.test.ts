import { describe, expect, it } from "vitest";
import { compare } from "./comparison";
import { requestContentOf } from "./content";

async function contentOf(body: object) {
  const content = await requestContentOf(JSON.stringify(body));
  if (!content) throw new Error("no request");
  return content;
}

const BODY = {
  model: "a",
  system: [{ type: "text", text: "Be brief." }],
  tools: [{ name: "Read", description: "Reads.", input_schema: { type: "object" } }],
  messages: [
    { role: "user", content: [{ type: "text", text: "Go", cache_control: { type: "ephemeral" } }] },
    { role: "assistant", content: "Gone" },
  ],
};

describe("compare", () => {
  it("takes what means the same for the same", async () => {
    const later = { ...BODY, messages: BODY.messages.with(0, { role: "user", content: "Go" }) };
    const { differences, same } = compare(await contentOf(BODY), await contentOf(later));
    expect(differences).toEqual([]);
    expect(same.map(({ count }) => count)).toEqual([1, 1, 1, 2]);
  });

  it("tells what came, what went and what changed", async () => {
    const later = {
      ...BODY,
      model: "b",
      tools: [],
      messages: [...BODY.messages, { role: "user", content: "More" }],
    };
    const { differences, same } = compare(await contentOf(BODY), await contentOf(later));
    expect(differences).toEqual([
      {
        section: "Parameters",
        name: "model",
        kind: "changed",
        before: "model: a",
        after: "model: b",
      },
      expect.objectContaining({ section: "Tools", name: "Read", kind: "removed", after: "" }),
      { section: "Messages", name: "3, user", kind: "added", before: "", after: "user\nMore" },
    ]);
    expect(same.map(({ count }) => count)).toEqual([0, 1, 0, 2]);
  });
});
