import { expect, test } from "vitest";
import { formatFolder } from "@/lib/format";
import { choicesOf } from "./choices";

test("every value is there once, by name, and nothing for what has none", () => {
  expect(
    choicesOf(
      ["/home/ada/till", null, "/home/ada/shop", "/home/ada/till", undefined],
      formatFolder,
    ),
  ).toEqual([
    { value: "/home/ada/shop", label: "shop" },
    { value: "/home/ada/till", label: "till" },
  ]);
});

test("folders of one name are told apart", () => {
  expect(
    choicesOf(["/home/ada/shop", "/home/bob/shop"], formatFolder).map(({ label }) => label),
  ).toEqual(["/home/ada/shop", "/home/bob/shop"]);
});
