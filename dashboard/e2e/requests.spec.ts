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
  await page.goto(`${home}/requests`);
  await expect(page.getByText(`export ANTHROPIC_BASE_URL=${home}`)).toBeVisible();
  await page.getByRole("button", { name: "Copy the line" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `export ANTHROPIC_BASE_URL=${home}`,
  );

  const first = freshExchange(Date.now());
  await expect.poll(() => api.listening).toBe(1);
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
    facts: {
      kind: "agent",
      conversationId: "c1",
      agentType: "Explore",
      tools: ["Read", "Grep", "Read"],
      charge: {
        inputTokens: 12,
        cacheReadTokens: 50_000,
        cacheWrite5mTokens: 30,
        cacheWrite1hTokens: 0,
        outputTokens: 214,
        cacheRatio: 0.99916,
        cost: 0.3125,
      },
      stopReason: "tool_use",
      error: null,
      provider: "anthropic",
      routedModel: null,
    },
    requestBytes: 1_434,
    responseBytes: 3_355_443,
    timeToFirstTokenMicros: 486_000,
    durationMicros: 3_214_000,
  };
  api.record = [exchange];
  await page.goto(`${home}/requests`);
  const cells = row(page, exchange.id).getByRole("cell");
  await expect(cells).toHaveText([
    /^\d\d:\d\d:\d\d\.\d{3}$/,
    "429",
    "POST/v1/messages?beta=true",
    "opus-4-1",
    "Explore",
    "Read ×2, Grep",
    "99.9 %",
    "$0.31",
    "3.21 s",
  ]);
});

test("columns are chosen, and kept", async ({ page, api, home }) => {
  api.fill(5);
  await page.goto(`${home}/requests`);
  await page.getByRole("button", { name: "Columns" }).click();
  const menu = page.getByRole("dialog", { name: "Columns" });
  await menu.getByLabel("Output").check();
  await menu.getByLabel("Tools").uncheck();
  await expect(menu.getByLabel("Request")).toBeDisabled();
  await page.keyboard.press("Escape");
  await page.reload();
  const heads = page.getByRole("columnheader");
  await expect(heads.filter({ hasText: "Output" })).toBeVisible();
  await expect(heads.filter({ hasText: "Tools" })).toBeHidden();
  await page.getByRole("button", { name: "Columns" }).click();
  await menu.getByRole("button", { name: "As many as fit" }).click();
  await expect(heads.filter({ hasText: "Tools" })).toBeVisible();
});

test("a column's name sorts the list on the server, and again turns it round", async ({
  page,
  api,
  home,
}) => {
  api.fill(300);
  await page.goto(`${home}/requests`);
  const costs = [...api.record]
    .sort((a, b) => (b.facts?.charge?.cost ?? -1) - (a.facts?.charge?.cost ?? -1))
    .map(({ facts }) => facts?.charge?.cost);
  const shown = page.getByRole("row").nth(1).getByRole("cell").filter({ hasText: "$" });
  await page.getByRole("button", { name: "Cost" }).click();
  await expect(page).toHaveURL(`${home}/requests?sort=cost`);
  await expect(page.getByRole("columnheader", { name: "Cost" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await expect(shown).toHaveText(`$${costs[0]?.toFixed(2)}`);
  expect(api.listRequests.at(-1)).toContain("sort=cost");
  await page.getByRole("button", { name: "Cost" }).click();
  await expect(page).toHaveURL(`${home}/requests?sort=cost&order=asc`);
  await expect(shown).toHaveText("$0.0040");

  // What arrives does not move what is sorted.
  await expect.poll(() => api.listening).toBe(1);
  const first = await page.locator("[data-exchange]").first().getAttribute("data-exchange");
  api.happens(freshExchange(Date.now()));
  api.happens({ ...freshExchange(Date.now() + 1), outcome: "completed", status: 200 });
  // What comes later in the stream has come: so has what does not show.
  const known = api.record.find(({ id }) => id === first);
  if (!known) throw new Error("no exchange");
  api.happens({ ...known, status: 418 });
  await expect(row(page, known.id)).toContainText("418");
  await expect(page.locator("[data-exchange]").first()).toHaveAttribute("data-exchange", known.id);
});

test("what follows from an answer shows once it is indexed", async ({ page, api, home }) => {
  api.fill(3);
  await page.goto(`${home}/requests`);
  await expect(page.getByRole("main").getByText("Live", { exact: true })).toBeVisible();
  const ended = {
    ...freshExchange(Date.now()),
    outcome: "completed" as const,
    status: 200,
    durationMicros: 900_000,
  };
  api.happens(ended);
  // The stream knows nothing of costs: they are read, once there is something to read.
  const facts = mockExchange(7, Date.now()).facts;
  api.record = api.record.map((one) => (one.id === ended.id ? { ...ended, facts } : one));
  await expect(row(page, ended.id)).toContainText("200");
  await expect(row(page, ended.id)).toContainText("$");
});

test("filters that only the index knows are asked of the server", async ({ page, api, home }) => {
  api.fill(60);
  await page.goto(`${home}/requests`);
  await page.getByLabel("Tool").selectOption("Bash");
  await expect(page).toHaveURL(`${home}/requests?tool=Bash`);
  const calling = api.record.filter(({ facts }) => facts?.tools.includes("Bash"));
  await expect(page.locator("[data-exchange]")).toHaveCount(calling.length);
  await page.getByLabel("Agent").selectOption({ label: "Explore" });
  await expect(page).toHaveURL(/agentType=Explore/);
  await page.goto(`${home}/requests`);
  await page.getByLabel("Provider").selectOption("openai");
  await expect(page).toHaveURL(`${home}/requests?provider=openai`);
  const routed = api.record.filter(({ facts }) => facts?.provider === "openai");
  expect(routed.length).toBeGreaterThan(0);
  await expect(page.locator("[data-exchange]")).toHaveCount(routed.length);
  await page.goto(`${home}/requests?session=${api.record[0]?.sessionId}`);
  await page.getByRole("button", { name: /^Remove: Session/ }).click();
  await expect(page).toHaveURL(`${home}/requests`);
});

test("the detail tells why the cache was missed, and what that cost", async ({
  page,
  api,
  home,
}) => {
  api.fill(5);
  const id = api.record[1]?.id ?? "";
  await page.goto(`${home}/requests/${id}?tab=usage`);
  const cache = page.getByRole("region", { name: "Cache" });
  await expect(cache).toContainText("Tools changed");
  await expect(cache).toContainText("added mcp__github__search, removed WebFetch");
  await expect(cache).toContainText("41,200");
  await expect(cache).toContainText("$0.14");
  await expect(cache.getByRole("row")).toHaveText([
    /Where/,
    /system block 2.*1 hour.*9,800/,
    /message 14, block 2.*5 minutes.*41,812/,
  ]);
  await expect(page.getByRole("region", { name: "Cost" })).toContainText("$0.06");
  await cache.getByRole("link", { name: "Compare with the one before" }).click();
  await expect(page).toHaveURL(new RegExp(`tab=compare&with=${api.record[2]?.id}`));
});

test("what happens shows as it happens, without asking again", async ({ page, api, home }) => {
  api.fill(3);
  await page.goto(`${home}/requests`);
  await expect(page.getByRole("main").getByText("Live", { exact: true })).toBeVisible();
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
  // And once for what follows from the body of what has ended.
  await expect.poll(() => api.listRequests.length).toBe(3);
  api.record = api.record.filter(({ id }) => id !== exchange.id);
  api.tell("deleted", { id: exchange.id });
  await expect(row(page, exchange.id)).toBeHidden();
  expect(api.listRequests.length).toBe(3);
});

test("filters stand in the URL and hold for what arrives", async ({ page, api, home }) => {
  api.fill(60);
  await page.goto(`${home}/requests`);
  await page.getByLabel("Outcome").selectOption("client_aborted");
  await expect(page).toHaveURL(`${home}/requests?outcome=client_aborted`);
  const expected = api.record.filter(({ outcome }) => outcome === "client_aborted").length;
  await expect(page.locator("[data-exchange]")).toHaveCount(expected);

  await expect.poll(() => api.listening).toBe(1);
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
  await page.goto(`${home}/requests`);
  await expect(page.locator("[data-exchange]").first()).toBeVisible();
  const scroller = page.getByRole("table");
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
  await page.goto(`${home}/requests`);
  const scroller = page.getByRole("table");
  await expect(page.locator("[data-exchange]").first()).toBeVisible();
  await scroller.evaluate((element) => element.scrollTo(0, 800));
  const watched = page.locator("[data-exchange]").nth(20);
  await expect(watched).toBeInViewport();
  const id = await watched.getAttribute("data-exchange");
  const same = page.locator(`[data-exchange="${id}"]`);
  const before = await same.boundingBox();

  await expect.poll(() => api.listening).toBe(1);
  for (let i = 0; i < 3; i++) api.happens(freshExchange(Date.now() + i));

  await expect(page.getByRole("button", { name: "3 new" })).toBeVisible();
  await expect.poll(async () => (await same.boundingBox())?.y).toBe(before?.y);
  await page.getByRole("button", { name: "3 new" }).click();
  await expect(page.getByRole("button", { name: "3 new" })).toBeHidden();
});

test("a problem is shown in its own words, and can be tried again", async ({
  page,
  api,
  home,
  mayComplain,
}) => {
  mayComplain(/503/);
  api.fill(2);
  api.problem = { status: 503, title: "The record cannot be read", detail: "Say <b>this</b>." };
  await page.goto(`${home}/requests`);
  await expect(page.getByRole("alert")).toContainText("The record cannot be read");
  await expect(page.getByRole("alert")).toContainText("Say <b>this</b>.");

  api.problem = undefined;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("[data-exchange]")).toHaveCount(2);
});

test("says that the stream broke, comes back, and reads what was missed", async ({
  page,
  api,
  home,
  mayComplain,
}) => {
  mayComplain(/net::ERR_/);
  api.fill(2);
  await page.goto(`${home}/requests`);
  await expect(page.getByRole("main").getByText("Live", { exact: true })).toBeVisible();

  const missed = freshExchange(Date.now());
  api.record.unshift(missed);
  api.hangUp();

  await expect(row(page, missed.id)).toBeVisible();
  await expect(page.getByRole("main").getByText("Live", { exact: true })).toBeVisible();
});

test("health is what the services say it is", async ({ page, api, home }) => {
  api.fill(1);
  await page.goto(`${home}/requests`);
  await expect(page.getByRole("button", { name: "All is well" })).toBeVisible();
  api.health = {
    status: "down",
    parts: [{ name: "proxy-core", status: "down", message: "proxy-core does not answer" }],
  };
  await expect(page.getByRole("button", { name: "Not working" })).toContainText("proxy-core down");
  await page.getByRole("button", { name: "Not working" }).click();
  await expect(page.getByText("proxy-core does not answer")).toBeVisible();
});
