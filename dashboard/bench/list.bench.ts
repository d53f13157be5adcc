import type { Page } from "@playwright/test";
import { expect, test } from "../e2e/fixtures";
import { freshExchange } from "../mocks/exchanges";

const REQUESTS = 100_000;

/** The longest task while something is done in the page, in milliseconds. */
async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen = { longest: 0 };
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) seen.longest = Math.max(seen.longest, task.duration);
    }).observe({ type: "longtask" });
    Object.assign(window, { seen });
  });
  await work();
  // Tasks are told of late.
  await page.waitForTimeout(300);
  return page.evaluate(() => (window as unknown as { seen: { longest: number } }).seen.longest);
}

/** Goes to the end of what was read until there is no more. */
async function readAll(page: Page): Promise<void> {
  await page.evaluate(async (rows) => {
    const table = document.querySelector("[role=table]");
    while (Number(table?.getAttribute("aria-rowcount")) !== rows + 1) {
      table?.scrollTo(0, table.scrollHeight);
      await new Promise(requestAnimationFrame);
    }
  }, REQUESTS);
}

/** Through all of it and back, faster than anybody reads. */
async function scroll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const table = document.querySelector("[role=table]");
    for (let frame = 0; frame < 240; frame++) {
      table?.scrollBy(0, frame < 120 ? -1_900 : frame % 2 === 0 ? -200_000 : 170_000);
      await new Promise(requestAnimationFrame);
    }
  });
}

test("a list of 100,000 requests", async ({ page, api, home }) => {
  test.setTimeout(240_000);
  api.fill(REQUESTS);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${home}/requests`);
  await expect(page.locator("[data-exchange]").first()).toBeVisible();
  const figures = {
    "reading on to the end": await longestTask(page, () => readAll(page)),
    scrolling: await longestTask(page, () => scroll(page)),
    "20 requests arriving": await longestTask(page, async () => {
      for (let i = 0; i < 20; i++) {
        api.happens(freshExchange(Date.now()));
        await page.waitForTimeout(100);
      }
    }),
  };
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  process.stdout.write(`\n  A list of ${REQUESTS} requests, ${nodes} nodes\n`);
  for (const [what, longest] of Object.entries(figures)) {
    process.stdout.write(
      `  ${what.padEnd(34)} longest task ${longest.toFixed(0).padStart(3)} ms\n`,
    );
  }
  expect.soft(figures.scrolling, "scrolling").toBeLessThan(50);
  expect.soft(nodes).toBeLessThan(2_500);
});
