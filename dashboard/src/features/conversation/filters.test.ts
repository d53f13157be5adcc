import { expect, it } from "vitest";
import { parseConversationFilters, queryOf } from "./filters";

it("reads what it knows out of a URL", () => {
  expect(
    parseConversationFilters({ q: "till", project: "", since: "7d", agent: "Explore", x: "y" }),
  ).toEqual({ q: "till", since: "7d", agent: "Explore" });
  expect(parseConversationFilters({ since: "ever", model: 3 })).toEqual({});
});

it("asks for main conversations unless somebody wants others", () => {
  expect(queryOf({}, 0)).toEqual({ agent: "main" });
  expect(queryOf({ agent: "all" }, 0)).toEqual({});
  expect(queryOf({ agent: "Plan" }, 0)).toEqual({ agent: "Plan" });
});

it("turns a period into a time at a full minute", () => {
  const now = Date.parse("2026-11-22T12:00:41Z");
  expect(queryOf({ since: "24h" }, now)).toEqual({
    agent: "main",
    from: "2026-11-21T12:00:00.000Z",
  });
});
