import { expect, test } from "vitest";
import { isChosen } from "./chosen";

const ANSWER =
  'User has answered your questions: "What is counted?"="Raw bytes, as sent", "Where?"="offer, take".';

test("the option that was chosen is told from those that were not", () => {
  expect(isChosen(ANSWER, "What is counted?", "Raw bytes, as sent")).toBe(true);
  expect(isChosen(ANSWER, "What is counted?", "Compressed bytes")).toBe(false);
});

test("of several answers each belongs to its question", () => {
  expect(isChosen(ANSWER, "Where?", "offer")).toBe(true);
  expect(isChosen(ANSWER, "Where?", "take")).toBe(true);
  expect(isChosen(ANSWER, "Where?", "Raw bytes, as sent")).toBe(false);
  expect(isChosen(ANSWER, "Why?", "offer")).toBe(false);
});

test("before there is an answer nothing is chosen", () => {
  expect(isChosen("", "Where?", "offer")).toBe(false);
});
