import { expect, it } from "vitest";
import { granularities, parseRange, timeRange } from "./range";

const NOW = new Date(2026, 10, 22, 10, 7);
const local = (...parts: [number, number, number?, number?]) => new Date(...parts).toISOString();

it("begins with whole periods of the viewer's calendar", () => {
  expect(timeRange({}, NOW)).toMatchObject({ from: local(2026, 9, 24), by: "day" });
  expect(timeRange({ range: "24h" }, NOW)).toMatchObject({
    from: local(2026, 10, 21, 11),
    by: "hour",
  });
  expect(timeRange({ range: "7d" }, NOW)).toMatchObject({ from: local(2026, 10, 16), by: "day" });
  // A Monday, twelve weeks before this one.
  expect(timeRange({ range: "90d" }, NOW)).toMatchObject({ from: local(2026, 7, 24), by: "week" });
  expect(timeRange({ range: "12m" }, NOW)).toMatchObject({ from: local(2025, 11, 1), by: "month" });
  expect(timeRange({}, NOW).until).toBeUndefined();
});

it("takes a time of one's own, in periods that fit", () => {
  const from = "2026-11-20T00:00:00.000Z";
  const until = "2026-11-21T00:00:00.000Z";
  expect(timeRange({ from, until }, NOW)).toMatchObject({ from, until, by: "hour" });
  expect(timeRange({ from: "2026-01-01T00:00:00.000Z", until }, NOW).by).toBe("week");
});

it("never asks for more hours than can be told", () => {
  expect(timeRange({ range: "12m", by: "hour" }, NOW).by).toBe("day");
  expect(timeRange({ range: "30d", by: "hour" }, NOW).by).toBe("hour");
});

it("offers the periods that make sense", () => {
  expect(granularities(timeRange({ range: "24h" }, NOW), NOW)).toEqual(["hour"]);
  expect(granularities(timeRange({ range: "30d" }, NOW), NOW)).toEqual(["hour", "day", "week"]);
  expect(granularities(timeRange({ range: "12m" }, NOW), NOW)).toEqual(["day", "week", "month"]);
});

it("leaves away what makes no sense", () => {
  expect(parseRange({ range: "1y", by: "minute", from: "yesterday", until: "today" })).toEqual({});
  expect(parseRange({ from: "2026-11-22T00:00:00Z", until: "2026-11-21T00:00:00Z" })).toEqual({});
  expect(parseRange({ range: "7d", by: "hour" })).toEqual({ range: "7d", by: "hour" });
});
