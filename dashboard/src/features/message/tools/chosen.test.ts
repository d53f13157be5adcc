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

test("several options may stand close together", () => {
  const answer = 'Your questions have been answered: "Where?"="offer,take, then give".';
  expect(isChosen(answer, "Where?", "offer")).toBe(true);
  expect(isChosen(answer, "Where?", "take, then give")).toBe(true);
  expect(isChosen(answer, "Where?", "give")).toBe(false);
  expect(isChosen(answer, "Where?", "then")).toBe(false);
});

test("an option may hold quotes", () => {
  const answer = 'The user answered: "Name?"="Call it "queue"" notes: soon.';
  expect(isChosen(answer, "Name?", 'Call it "queue"')).toBe(true);
  expect(isChosen(answer, "Name?", 'Call it "buffer"')).toBe(false);
});
