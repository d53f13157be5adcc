import { describe, expect, it } from "vitest";
import { formatBytes, formatDay, formatMicros, formatModel, formatShortId } from "./format";

describe("formatMicros", () => {
  it.each([
    [null, "–"],
    [0, "0 µs"],
    [870, "870 µs"],
    [1_500, "1.5 ms"],
    [48_400, "48 ms"],
    [999_499, "999 ms"],
    [999_600, "1.00 s"],
    [3_214_000, "3.21 s"],
    [59_940_000, "59.9 s"],
    [59_960_000, "1 m 00 s"],
    [125_000_000, "2 m 05 s"],
    [7_260_000_000, "2 h 01 m"],
  ])("tells %s microseconds as %s", (micros, text) => {
    expect(formatMicros(micros)).toBe(text);
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [1_023, "1023 B"],
    [1_434, "1.4 KB"],
    [10_189, "10 KB"],
    [1_048_064, "1.0 MB"],
    [3_355_443, "3.2 MB"],
    [5 * 1024 ** 4, "5.0 TB"],
  ])("tells %s bytes as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("formatModel", () => {
  it.each([
    ["claude-sonnet-4-5-20250929", "sonnet-4-5"],
    ["anthropic/claude-opus-4-1", "opus-4-1"],
    ["gpt-5", "gpt-5"],
    [null, "–"],
  ])("calls %s %s", (model, text) => {
    expect(formatModel(model)).toBe(text);
  });
});

it("names the day only where it is another one", () => {
  const now = new Date(2026, 10, 22, 12);
  expect(formatDay(now.toISOString(), now)).toBe("");
  expect(formatDay(new Date(2026, 10, 21, 23, 59).toISOString(), now)).toBe("21 Nov");
});

it("cuts long ids only", () => {
  expect(formatShortId("a3f19c02d4be7781")).toBe("a3f19c02");
  expect(formatShortId("reviewer-1")).toBe("reviewer-1");
});
