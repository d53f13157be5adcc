import type { Page } from "@playwright/test";
import { freshExchange, mockExchange } from "../mocks/exchanges";
import { expect, test } from "./fixtures";

const row = (page: Page, id: string) =>
  page.getByRole("row").filter({ has: page.locator(`[data-exchange="${id}"]`) });

test("an empty record tells the line to set, and becomes the first request", async ({
  page,
  api,
  home,
}) => {
  await page.goto(home);
  await expect(page.getByText(`export ANTHROPIC_BASE_URL=${home}`)).toBeVisible();
  await page.getByRole("button", { name: "Copy the line" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `export ANTHROPIC_BASE_URL=${home}`,
  );

  const first = freshExchange(Date.now());
  api.happens(first);

  await expect(row(page, first.id)).toContainText("in flight");
  await expect(page.getByText("Point Claude Code here")).toBeHidden();
});

test("each line tells what is on record", async ({ page, api, home }) => {
  const exchange = {
    ...mockExchange(0, Date.now()),
    method: "POST",
    path: "/v1/messages",
    query: "beta=true",
    status: 429,
    outcome: "completed" as const,
    model: "claude-opus-4-1-20250805",
    agentId: "a3f19c02d4be7781",
    requestBytes: 1_434,
    responseBytes: 3_355_443,
    timeToFirstTokenMicros: 486_000,
    durationMicros: 3_214_000,
  };
  api.record = [exchange];
  await page.goto(home);
  const cells = row(page, exchange.id).getByRole("cell");
  await expect(cells).toHaveText([
    /^\d\d:\d\d:\d\d\.\d{3}$/,
    "429",
    "POST/v1/messages?beta=true",
    "opus-4-1",
    "a3f19c02",
    "486 ms",
    "3.21 s",
    "1.4 KB3.2 MB",
  ]);
});

test("what happens shows as it happens, without asking again", async ({ page, api, home }) => {
  api.fill(3);
  await page.goto(home);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  // Once at the start, and once more where the stream begins.
  await expect.poll(() => api.listRequests.length).toBe(2);

  const exchange = freshExchange(Date.now());
  api.happens(exchange);
  await expect(row(page, exchange.id)).toContainText("in flight");
  api.happens({
    ...exchange,
    status: 200,
    outcome: "completed",
    responseBytes: 512,
    durationMicros: 1_234_000,
  });
  await expect(row(page, exchange.id)).toContainText("200");
  await expect(row(page, exchange.id)).toContainText("1.23 s");
  api.tell("deleted", { id: exchange.id });
  await expect(row(page, exchange.id)).toBeHidden();

  expect(api.listRequests).toHaveLength(2);
});

test("filters stand in the URL and hold for what arrives", async ({ page, api, home }) => {
  api.fill(60);
  await page.goto(home);
  await page.getByLabel("Outcome").selectOption("client_aborted");
  await expect(page).toHaveURL(`${home}/requests?outcome=client_aborted`);
  const expected = api.record.filter(({ outcome }) => outcome === "client_aborted").length;
  await expect(page.locator("[data-exchange]")).toHaveCount(expected);

  api.happens(freshExchange(Date.now()));
  api.happens({ ...freshExchange(Date.now() + 5), outcome: "client_aborted" });
  await expect(page.locator("[data-exchange]")).toHaveCount(expected + 1);

  await page.goto(`${home}/requests?q=count_tokens&status=2xx`);
  await expect(page.getByLabel("Status")).toHaveValue("2xx");
  await expect(page.getByRole("searchbox")).toHaveValue("count_tokens");
  await expect(page.locator("[data-exchange]").first()).toContainText("count_tokens");

  await page.getByRole("searchbox").fill("no such path");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page).toHaveURL(`${home}/requests`);
});

test("scrolling reads on, and keeps few lines in the page", async ({ page, api, home }) => {
  api.fill(500);
  await page.goto(home);
  await expect(page.locator("[data-exchange]").first()).toBeVisible();
  const scroller = page.getByRole("rowgroup").last();
  const last = page.locator(`[data-exchange="${api.record.at(-1)?.id}"]`);
  await expect(async () => {
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(last).toBeVisible({ timeout: 300 });
  }).toPass({ timeout: 60_000 });
  expect(await page.locator("[data-exchange]").count()).toBeLessThan(80);
});

test("what somebody reads stays in place while new requests arrive", async ({
  page,
  api,
  home,
}) => {
  api.fill(90);
  await page.goto(home);
  const scroller = page.getByRole("rowgroup").last();
  await expect(page.locator("[data-exchange]").first()).toBeVisible();
  await scroller.evaluate((element) => element.scrollTo(0, 800));
  const watched = page.locator("[data-exchange]").nth(20);
  await expect(watched).toBeInViewport();
  const id = await watched.getAttribute("data-exchange");
  const same = page.locator(`[data-exchange="${id}"]`);
  const before = await same.boundingBox();

  for (let i = 0; i < 3; i++) api.happens(freshExchange(Date.now() + i));

  await expect(page.getByRole("button", { name: "3 new" })).toBeVisible();
  expect((await same.boundingBox())?.y).toBe(before?.y);
  await page.getByRole("button", { name: "3 new" }).click();
  await expect(page.getByRole("button", { name: "3 new" })).toBeHidden();
});

test("a problem is shown in its own words, and can be tried again", async ({
  page,
  api,
  home,
  quiet,
}) => {
  api.fill(2);
  api.problem = { status: 503, title: "The record cannot be read", detail: "Say <b>this</b>." };
  await page.goto(home);
  await expect(page.getByRole("alert")).toContainText("The record cannot be read");
  await expect(page.getByRole("alert")).toContainText("Say <b>this</b>.");

  api.problem = undefined;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("[data-exchange]")).toHaveCount(2);
  expect(quiet.every((complaint) => complaint.includes("503"))).toBe(true);
  quiet.length = 0;
});

test("says that the stream broke, comes back, and reads what was missed", async ({
  page,
  api,
  home,
  quiet,
}) => {
  api.fill(2);
  await page.goto(home);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  const missed = freshExchange(Date.now());
  api.record.unshift(missed);
  api.hangUp();

  await expect(row(page, missed.id)).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  quiet.length = 0;
});

test("health is what the services say it is", async ({ page, api, home }) => {
  api.fill(1);
  await page.goto(home);
  await expect(page.getByRole("button", { name: "All is well" })).toBeVisible();
  api.health = {
    status: "down",
    parts: [{ name: "proxy-core", status: "down", message: "proxy-core does not answer" }],
  };
  await expect(page.getByRole("button", { name: "Not working" })).toContainText("proxy-core down");
  await page.getByRole("button", { name: "Not working" }).click();
  await expect(page.getByText("proxy-core does not answer")).toBeVisible();
});
