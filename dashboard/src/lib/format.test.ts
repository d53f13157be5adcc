import { describe, expect, it } from "vitest";
import {
  formatAgo,
  formatBytes,
  formatCost,
  formatDay,
  formatFolder,
  formatMicros,
  formatModel,
  formatShare,
  formatShortId,
  formatTokens,
} from "./format";

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

it("formats tokens with three digits", () => {
  expect([0, 999, 1_000, 48_223, 999_400, 1_240_000, 12_000_000].map(formatTokens)).toEqual([
    "0",
    "999",
    "1k",
    "48.2k",
    "999k",
    "1.24M",
    "12.0M",
  ]);
});

it("formats costs with the digits that say something", () => {
  expect([0, 0.00001, 0.0042, 0.376, 12.4, 1_234.5].map(formatCost)).toEqual([
    "$0",
    "<$0.0001",
    "$0.0042",
    "$0.38",
    "$12.40",
    "$1,235",
  ]);
});

it("never rounds a share up to a whole", () => {
  expect([0, 0.934, 0.9999, 1].map(formatShare)).toEqual(["0.0 %", "93.4 %", "99.9 %", "100.0 %"]);
});

it("tells how long ago something was", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  expect(
    [
      "2026-11-22T11:59:30Z",
      "2026-11-22T11:56:00Z",
      "2026-11-22T08:10:00Z",
      "2026-11-20T12:00:00Z",
      "2026-11-02T12:00:00Z",
    ].map((iso) => formatAgo(iso, now)),
  ).toEqual(["now", "4 min", "3 h", "2 d", "2 Nov"]);
});

it("names a folder by its last part", () => {
  expect(["/home/dev/shop", "/home/dev/shop/", "C:\\work\\till", "/"].map(formatFolder)).toEqual([
    "shop",
    "shop",
    "till",
    "/",
  ]);
});
