import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "../e2e/fixtures";
import { freshExchange } from "../mocks/exchanges";
import { mockProgress } from "../mocks/live";
import { best, follow, type Opening, print, scroll } from "./measure";

const ROUNDS = 3;
const DIST = fileURLToPath(new URL("../dist", import.meta.url));

test("a conversation of 1,000 turns", async ({ page, api, home }) => {
  process.stdout.write("\n  A conversation of 1,000 turns, 4,000 messages\n");
  api.converse(1);
  const [first] = api.conversations;
  if (!first) throw new Error("no conversation");
  Object.assign(first, { turns: 1_000, working: false });
  const opening: Opening[] = [];
  const scrolling: Opening[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto(`${home}/conversations`);
    await expect(page.locator("[data-conversation]").first()).toBeVisible();
    opening.push(await follow(page, "[data-conversation]", "[aria-label=Messages] article"));
    await expect(page.getByText("Reading the turns")).toBeHidden();
    scrolling.push(await scroll(page, "[aria-label=Messages]", 400, 240));
  }
  for (const [what, rounds] of [
    ["opening it from the list", opening],
    ["scrolling through 96,000 pixels", scrolling],
  ] as const) {
    for (const round of rounds) print(what, round);
    expect.soft(best(rounds).longestTask, what).toBeLessThan(50);
    expect.soft(best(rounds).nodes, what).toBeLessThan(5_000);
  }
  expect.soft(best(opening).millis).toBeLessThan(500);
});

test("a list of 100,000 conversations", async ({ page, api, home }) => {
  process.stdout.write("\n  A list of 100,000 conversations\n");
  api.converse(100_000);
  const rounds: Opening[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto(`${home}/conversations`);
    await expect(page.locator("[data-conversation]").first()).toBeVisible();
    rounds.push(await scroll(page, "[role=rowgroup]:last-child", 900, 240));
  }
  for (const round of rounds) print("scrolling, reading on as it goes", round);
  expect.soft(best(rounds).longestTask).toBeLessThan(50);
  expect.soft(best(rounds).nodes).toBeLessThan(5_000);
});

test("from an event of the stream to the screen", async ({ page, api, home }) => {
  await page.goto(`${home}/live`);
  await expect.poll(() => api.listening).toBe(1);
  const flight = { ...freshExchange(Date.now()), status: 200 };
  api.happens(flight);
  await expect(page.locator("[data-flight]")).toBeVisible();
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const text = document.querySelector("[data-flight]")?.textContent ?? "";
      for (const [mark] of text.matchAll(/#\d+;/g)) seen[mark] ??= Date.now();
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  const told: number[] = [];
  let said = "";
  for (let index = 0; index < 100; index++) {
    told.push(Date.now());
    const text = `#${index}; `;
    api.tell("answer", mockProgress(flight.id, [{ type: "text", text, at: said.length }]));
    said += text;
    await page.waitForTimeout(20);
  }
  await expect(page.locator("[data-flight]")).toContainText("#99;");
  const seen = await page.evaluate(
    () => (window as unknown as { seen: Record<string, number> }).seen,
  );
  const waits = told
    .map((at, index) => (seen[`#${index};`] ?? Number.NaN) - at)
    .sort((a, b) => a - b);
  process.stdout.write(
    `\n  A token from the stream to the screen: p50 ${waits[50]} ms, p95 ${waits[95]} ms\n`,
  );
  expect(waits[95]).toBeLessThan(200);
});

test("the first load", async ({ page, home }) => {
  const scripts = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith(".js")) scripts.add(pathname);
  });
  await page.goto(home);
  await expect(page.getByText("Point Claude Code here")).toBeVisible();
  const sizeOf = (path: string) => gzipSync(readFileSync(`${DIST}${path}`)).length;
  const loaded = [...scripts].reduce((sum, path) => sum + sizeOf(path), 0);
  const all = readdirSync(`${DIST}/assets`)
    .filter((name) => name.endsWith(".js"))
    .reduce((sum, name) => sum + sizeOf(`/assets/${name}`), 0);
  process.stdout.write(
    `\n  First load: ${(loaded / 1e3).toFixed(0)} kB of script, gzipped; all pages and grammars: ${(all / 1e3).toFixed(0)} kB\n`,
  );
  expect(loaded).toBeLessThan(200_000);
});
