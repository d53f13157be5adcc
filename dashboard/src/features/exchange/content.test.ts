import { describe, expect, it } from "vitest";
import { mockExchange, mockRequestBody } from "../../../mocks/exchanges";
import { requestContentOf } from "./content";

describe("requestContentOf", () => {
  it("tells prompt, tools, messages and everything else apart", async () => {
    const content = await requestContentOf(mockRequestBody(mockExchange(0, 0)));
    expect(content?.system[0]).toMatchObject({ name: "System 1", cached: true });
    expect(content?.tools.map(({ name }) => name)).toContain("Read");
    expect(content?.rows.slice(0, 3).map(({ block }) => block.kind)).toEqual([
      "reminder",
      "text",
      "document",
    ]);
    expect(content?.parameters.map(({ name }) => name)).toEqual([
      "model",
      "metadata",
      "max_tokens",
      "thinking",
      "stream",
    ]);
  });

  it("takes a system prompt that is a string", async () => {
    const content = await requestContentOf('{"system":"Be brief.","messages":[]}');
    expect(content?.system).toEqual([
      { name: "System 1", text: "Be brief.", characters: 9, cached: false },
    ]);
  });

  it("does not take anything else for a request", async () => {
    expect(await requestContentOf('{"messages":"none"}')).toBeUndefined();
    expect(await requestContentOf("not JSON")).toBeUndefined();
  });
});
