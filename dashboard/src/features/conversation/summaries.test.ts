import { expect, it } from "vitest";
import { mockConversation } from "../../../mocks/conversations";
import { cacheShare, statusOf, titleOf, totalInput } from "./summaries";

const one = mockConversation(3, Date.now());

it("sums up what the model was given, and says how much of it was cached", () => {
  const tokens = { input: 20, cacheRead: 60, cacheWrite5m: 15, cacheWrite1h: 5, output: 900 };
  expect(totalInput(tokens)).toBe(100);
  expect(cacheShare(tokens)).toBe(0.6);
  expect(
    cacheShare({ input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 5 }),
  ).toBeUndefined();
});

it("calls a main conversation by its session's title, and an agent's by its prompt", () => {
  const names = { title: "Look at it", sessionTitle: "Mending", agentType: "Explore" };
  expect(titleOf({ ...names, main: true })).toBe("Mending");
  expect(titleOf({ ...names, main: true, sessionTitle: null })).toBe("Look at it");
  expect(titleOf({ ...names, main: false })).toBe("Look at it");
  expect(titleOf({ ...names, main: false, title: null })).toBe("Explore");
});

it("says how a conversation is", () => {
  expect(statusOf({ ...one, working: true, errors: 2 }).label).toBe("working");
  expect(statusOf({ ...one, working: false, errors: 1 }).label).toBe("1 error");
  expect(statusOf({ ...one, working: false, errors: 2 })).toMatchObject({ tone: "warn" });
  expect(statusOf({ ...one, working: false, errors: 0 }).label).toBe("idle");
});
