import { expect, it } from "vitest";
import { cacheLifetimes, totalInput } from "./usage";

it("counts all that went in, the cache's part too", () => {
  const usage = {
    input_tokens: 12,
    cache_read_input_tokens: 48_211,
    cache_creation_input_tokens: 300,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 300 },
  };
  expect(totalInput(usage)).toBe(48_523);
  expect(cacheLifetimes(usage)).toEqual([{ name: "kept for 1 hour", tokens: 300 }]);
  expect(totalInput({ input_tokens: null })).toBe(0);
});
