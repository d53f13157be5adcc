import { describe, expect, it } from "vitest";
import type { ExchangeSummary } from "@/api/client";
import { mockExchange } from "../../../mocks/exchanges";
import { type ExchangeList, merge } from "./live-cache";

const exchange = (id: string, changes: Partial<ExchangeSummary> = {}): ExchangeSummary => ({
  ...mockExchange(0, 0),
  id,
  ...changes,
});

const list = (...pages: [ids: string[], next: string | null][]): ExchangeList => ({
  pages: pages.map(([ids, next]) => ({ items: ids.map((id) => exchange(id)), next, total: null })),
  pageParams: pages.map(() => null),
});

const ids = ({ pages }: ExchangeList) => pages.map(({ items }) => items.map(({ id }) => id));

describe("merge", () => {
  it("puts what is new on top", () => {
    expect(ids(merge(list([["7", "5"], "5"]), [exchange("8"), exchange("9")], {}))).toEqual([
      ["9", "8", "7", "5"],
    ]);
  });

  it("replaces what has changed, on whatever page it is", () => {
    const merged = merge(
      list([["7", "5"], "5"], [["3", "1"], null]),
      [exchange("3", { status: 500 })],
      {},
    );
    expect(ids(merged)).toEqual([
      ["7", "5"],
      ["3", "1"],
    ]);
    expect(merged.pages[1]?.items[0]?.status).toBe(500);
  });

  it("finds the last one of a page on that page", () => {
    const merged = merge(
      list([["7", "5"], "5"], [["3"], null]),
      [exchange("5", { status: 1 })],
      {},
    );
    expect(ids(merged)).toEqual([["7", "5"], ["3"]]);
    expect(merged.pages[0]?.items[1]?.status).toBe(1);
  });

  it("leaves out what lies beyond the last page that was read", () => {
    expect(ids(merge(list([["7", "5"], "5"]), [exchange("4")], {}))).toEqual([["7", "5"]]);
  });

  it("fills gaps in order", () => {
    expect(ids(merge(list([["7", "5"], null]), [exchange("6"), exchange("2")], {}))).toEqual([
      ["7", "6", "5", "2"],
    ]);
  });

  it("lets go of what is old, so that a list which is only looked at stays small", () => {
    const many = Array.from({ length: 1_000 }, (_, at) => String(5_000 - at));
    const grown = merge(list([many, null]), [exchange("5001"), exchange("5002")], {});
    expect(grown.pages[0]?.items).toHaveLength(1_000);
    expect(ids(grown)[0]?.slice(0, 3)).toEqual(["5002", "5001", "5000"]);
    // There the list goes on for whoever scrolls so far.
    expect(grown.pages[0]?.next).toBe("4003");
  });

  it("keeps all that was asked for", () => {
    const many = Array.from({ length: 1_000 }, (_, at) => String(5_000 - at));
    const grown = merge(list([many, "4001"], [["4000"], null]), [exchange("5001")], {});
    expect(grown.pages[0]?.items).toHaveLength(1_001);
  });

  it("takes in what a page without items reaches down to", () => {
    expect(ids(merge(list([[], "5"], [["3"], null]), [exchange("6")], {}))).toEqual([["6"], ["3"]]);
  });

  it("keeps to the filter: what passes no longer goes, what never did stays out", () => {
    const before = list([["7", "5"], null]);
    const after = merge(
      before,
      [exchange("7", { outcome: "completed" }), exchange("9", { outcome: "completed" })],
      { outcome: "in_flight" },
    );
    expect(ids(after)).toEqual([["5"]]);
  });

  it("keeps what is known from the bodies until that is read anew", () => {
    const facts = mockExchange(3, 0).facts;
    const before = merge(list([["7"], null]), [exchange("7", { facts })], {});
    const after = merge(before, [exchange("7", { status: 529, facts: null })], {});
    expect(after.pages[0]?.items[0]).toMatchObject({ status: 529, facts });
  });

  it("waits for the index where only that can tell what belongs into the list", () => {
    const after = merge(list([["7"], null]), [exchange("9"), exchange("7", { status: 418 })], {
      tool: "Bash",
    });
    expect(ids(after)).toEqual([["7"]]);
    expect(after.pages[0]?.items[0]?.status).toBe(418);
  });

  it("counts along", () => {
    const before = { ...list([["7", "5"], null]) };
    before.pages = before.pages.map((page) => ({ ...page, total: 2 }));
    expect(merge(before, [exchange("9")], {}).pages[0]?.total).toBe(3);
    expect(merge(before, [exchange("7")], {}).pages[0]?.total).toBe(2);
  });

  it("leaves the list that it was given as it was", () => {
    const before = list([["7"], null]);
    merge(before, [exchange("8")], {});
    expect(ids(before)).toEqual([["7"]]);
  });
});
