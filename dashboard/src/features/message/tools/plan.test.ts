import { expect, test } from "vitest";
import { planOf } from "./plan";

const TOLD =
  "User has approved your plan. You can now start coding.\n\nYour plan has been saved to: /home/ada/plan.md";

test("a plan is what was put forward, until it was answered", () => {
  expect(planOf("1. Count", "")).toEqual({ text: "1. Count", edited: false, answer: "" });
  expect(planOf("1. Count", "The user said no.")).toEqual({
    text: "1. Count",
    edited: false,
    answer: "The user said no.",
  });
});

test("a plan that was accepted is told in the answer, and not twice", () => {
  const answer = `${TOLD}\n\n## Approved Plan:\n# Queue\n\n## Approved Plan:\n1. Count`;
  expect(planOf("", answer)).toEqual({
    text: "# Queue\n\n## Approved Plan:\n1. Count",
    edited: false,
    answer: TOLD,
  });
});

test("a plan that somebody changed is the one that counts", () => {
  const answer = `${TOLD}\n\n## Approved Plan (edited by user):\n1. Weigh`;
  expect(planOf("1. Count", answer)).toEqual({ text: "1. Weigh", edited: true, answer: TOLD });
});
