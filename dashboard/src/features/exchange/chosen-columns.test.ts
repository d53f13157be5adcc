import { describe, expect, it } from "vitest";
import { columnsFor, gridOf } from "./chosen-columns";

const ids = (width: number, chosen: readonly string[] | null = null) =>
  columnsFor(width, chosen).map(({ id }) => id);

describe("the columns of the list", () => {
  it("are as many as there is room for, the most wanted first", () => {
    expect(ids(400)).toEqual(["time", "status", "request", "duration"]);
    expect(ids(1_216)).toEqual([
      "time",
      "status",
      "request",
      "model",
      "agent",
      "tools",
      "cacheRatio",
      "cost",
      "duration",
    ]);
    expect(ids(1_216).length).toBeLessThan(ids(1_700).length);
  });

  it("need no more room than there is where nobody chose them", () => {
    for (let width = 640; width <= 2_400; width += 40) {
      expect(gridOf(columnsFor(width, null), width).least).toBeLessThanOrEqual(width);
    }
  });

  it("are those that somebody chose, however wide, and always the request", () => {
    expect(ids(700, ["cost", "tokens"])).toEqual(["request", "tokens", "cost"]);
    expect(gridOf(columnsFor(700, ["cost", "tokens"]), 700).template).toBe(
      "minmax(150px, 1fr) 72px 76px",
    );
  });

  it("are the few that fit beside an open request, whatever was chosen", () => {
    expect(ids(416, ["cost"])).toEqual(["time", "status", "request", "duration"]);
  });
});
