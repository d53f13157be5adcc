import { expect, it } from "vitest";
import { parseSort, sortOf, sortRows, sortText } from "./DataTable";

const columns = [
  { key: "name", name: "Name", sort: (row: Row) => row.name, cell: () => null },
  { key: "cost", name: "Cost", sort: (row: Row) => row.cost, cell: () => null },
];
interface Row {
  name: string;
  cost: number | null;
}
const rows: Row[] = [
  { name: "b", cost: 2 },
  { name: "a", cost: null },
  { name: "c", cost: 10 },
];
const names = (sort: string) =>
  sortRows(rows, columns, sortOf(sort, "cost")).map(({ name }) => name);

it("sorts by figures and by names, and puts last what has none", () => {
  expect(names("cost")).toEqual(["c", "b", "a"]);
  expect(names("-cost")).toEqual(["b", "c", "a"]);
  expect(names("-name")).toEqual(["a", "b", "c"]);
});

it("stands in the URL", () => {
  expect(parseSort("-cost", ["cost"])).toBe("-cost");
  expect(parseSort("colour", ["cost"])).toBeUndefined();
  expect(sortText(sortOf("-cost", "name"))).toBe("-cost");
  expect(sortOf(undefined, "name")).toEqual({ key: "name", ascending: false });
});
