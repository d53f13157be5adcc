import { expect, it } from "vitest";
import { axisFigures } from "./axis";
import { periodName, tickName, ticks } from "./periods";
import { stacked, totalAt } from "./series";

const local = (...parts: [number, number, number, number?]) => new Date(...parts).toISOString();

it("stacks bars, the highest first", () => {
  const series = [
    { name: "a", color: "chart-1", values: [1, 2, null] },
    { name: "b", color: "chart-2", values: [10, null, 30] },
  ];
  expect(stacked(series)).toEqual([
    [11, 2, 30],
    [1, 2, 0],
  ]);
  expect(totalAt(series, 0)).toBe(11);
  expect(totalAt(series, 1)).toBe(2);
});

it("calls periods by the calendar", () => {
  expect(periodName(local(2026, 10, 22, 14), "hour")).toBe("Sun 22 Nov, 14:00");
  expect(periodName(local(2026, 10, 22), "day")).toBe("Sun 22 Nov");
  expect(periodName(local(2026, 10, 16), "week")).toBe("Week of 16 Nov");
  expect(periodName(local(2026, 10, 1), "month")).toBe("November 2026");
});

it("puts names at midnights, Mondays and years", () => {
  const hours = Array.from({ length: 48 }, (_, i) => local(2026, 10, 21, 11 + i));
  const at = ticks(hours, "hour", 4);
  expect(at.map((index) => tickName(hours[index] ?? "", "hour"))).toEqual([
    "12:00",
    "22 Nov",
    "12:00",
    "23 Nov",
  ]);
  const days = Array.from({ length: 30 }, (_, i) => local(2026, 9, 24 + i));
  expect(ticks(days, "day", 6).map((index) => tickName(days[index] ?? "", "day"))).toEqual([
    "26 Oct",
    "2 Nov",
    "9 Nov",
    "16 Nov",
  ]);
  const months = Array.from({ length: 12 }, (_, i) => local(2026, 2 + i, 1));
  expect(ticks(months, "month", 12).map((index) => tickName(months[index] ?? "", "month"))).toEqual(
    "Mar Apr May Jun Jul Aug Sept Oct Nov Dec 2027 Feb".split(" "),
  );
});

it("names every period where there is room", () => {
  const days = Array.from({ length: 7 }, (_, i) => local(2026, 10, 16 + i));
  expect(ticks(days, "day", 12)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it("leaves out noughts that an axis does not need", () => {
  expect(axisFigures(["0", "$5.00", "$10.00"])).toEqual(["0", "$5", "$10"]);
  expect(axisFigures(["0", "$2.50", "$5.00"])).toEqual(["0", "$2.50", "$5.00"]);
  expect(axisFigures(["0", "500k", "1.00M"])).toEqual(["0", "500k", "1M"]);
  expect(axisFigures(["20.0 s", "40.0 s", "1 m 00 s", "1 m 20 s"])).toEqual([
    "20 s",
    "40 s",
    "1 m",
    "1 m 20 s",
  ]);
});
