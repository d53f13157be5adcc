import { expect, it } from "vitest";
import type { AnswerProgress } from "@/api/client";
import { progressed, tokensOf } from "./live-answer";

const told = (blocks: AnswerProgress["blocks"], more: Partial<AnswerProgress> = {}) => ({
  id: "1",
  model: "claude",
  contextTokens: 1_012,
  outputTokens: null,
  stopReason: null,
  complete: false,
  ...more,
  blocks,
});
const text = (at: number, words: string, index = 0) => ({
  index,
  type: "text",
  name: null,
  toolUseId: null,
  at,
  text: words,
});

it("puts an answer together from what is told of it", () => {
  const one = progressed(undefined, told([text(0, "Hel")]));
  const two = progressed(
    one,
    told([text(3, "lo."), { ...text(0, "{", 1), type: "tool_use", name: "Bash" }]),
  );
  expect(two.blocks.map(({ type, name, text: said }) => [type, name, said])).toEqual([
    ["text", null, "Hello."],
    ["tool_use", "Bash", "{"],
  ]);
  expect(two.characters).toBe(7);
  expect(two.contextTokens).toBe(1_012);
});

it("takes what is told twice once, and what is told anew in the old one's place", () => {
  const one = progressed(undefined, told([text(0, "Hello.")]));
  expect(progressed(one, told([text(3, "lo.")])).blocks[0]?.text).toBe("Hello.");
  expect(progressed(one, told([text(0, "Hello. And")])).blocks[0]?.text).toBe("Hello. And");
});

it("leaves an answer as it was where only its figures are told", () => {
  const one = progressed(undefined, told([text(0, "Hello.")]));
  const two = progressed(
    one,
    told([], { outputTokens: 77, stopReason: "end_turn", complete: true }),
  );
  expect(two.blocks).toEqual(one.blocks);
  expect(two).toMatchObject({ outputTokens: 77, stopReason: "end_turn", complete: true });
});

it("guesses tokens until they are counted", () => {
  const one = progressed(undefined, told([text(0, "a".repeat(400))]));
  expect(tokensOf(one)).toBe(100);
  expect(tokensOf({ ...one, outputTokens: 77 })).toBe(77);
});
