// @vitest-environment jsdom
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { barsOf, Peaks } from "./Peaks";

const PERIODS = ["2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"];

test("a bar stands in its period, as high as the share, and never higher than all of it", () => {
  expect(barsOf([{ period: 0, used: 0.5 }])).toBe("M0.1 20v-10h0.8v10z");
  expect(barsOf([{ period: 2, used: 1.4 }])).toBe("M2.1 20v-20h0.8v20z");
});

test("the highest one is told in words", () => {
  const peaks = [0.2, 0.86, 0.4].map((used, period) => ({ period, used }));
  render(<Peaks name="Tokens" peaks={peaks} periods={PERIODS} />);
  const drawing = screen.getByRole("img");
  expect(drawing.getAttribute("aria-label")).toMatch(
    /^Tokens, used over time: 86(\.0)? % at most, on .*21/,
  );
  expect(drawing.querySelectorAll("path")).toHaveLength(1);
});

test("without peaks nothing is drawn", () => {
  const { container } = render(<Peaks name="Tokens" peaks={[]} periods={PERIODS} />);
  expect(container.innerHTML).toBe("");
});
