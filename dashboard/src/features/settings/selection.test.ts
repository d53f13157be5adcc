import { describe, expect, it } from "vitest";
import { isWhole, selectionQuery } from "./selection";

const NOW = Date.parse("2026-11-22T12:34:56Z");

describe("a selection", () => {
  it("by age goes from the beginning of time to so many days ago", () => {
    expect(selectionQuery({ by: "age", days: 30 }, NOW)).toEqual({
      from: "1970-01-01T00:00:00.000Z",
      until: "2026-10-23T12:34:00.000Z",
    });
  });

  it("of everything says nothing else", () => {
    expect(selectionQuery({ by: "everything" }, NOW)).toEqual({ everything: "true" });
  });

  it("is whole where it says what is meant", () => {
    expect(isWhole({ by: "session", session: "" })).toBe(false);
    expect(isWhole({ by: "session", session: "s1" })).toBe(true);
    expect(isWhole({ by: "age", days: 0 })).toBe(false);
    expect(isWhole({ by: "age", days: Number.NaN })).toBe(false);
    expect(isWhole({ by: "range", from: "2026-11-02T00:00", until: "2026-11-01T00:00" })).toBe(
      false,
    );
    expect(isWhole({ by: "range", from: "2026-11-01T00:00", until: "2026-11-02T00:00" })).toBe(
      true,
    );
    expect(isWhole({ by: "range", from: "", until: "" })).toBe(false);
  });
});
