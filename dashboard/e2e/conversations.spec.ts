import type { Page } from "@playwright/test";
import { freshExchange } from "../mocks/exchanges";
import { mockPlace, mockProgress } from "../mocks/live";
import { expect, test } from "./fixtures";

const rows = (page: Page) => page.locator("[data-conversation]");
const messages = (page: Page) => page.getByRole("region", { name: "Messages" });
const turn = (page: Page, number: number) =>
  page.getByRole("heading", { name: `Turn ${number.toLocaleString("en-GB")}`, exact: true });

test("each line tells what is known of a conversation", async ({ page, api, home }) => {
  api.converse(3);
  const [first] = api.conversations;
  if (!first) throw new Error("no conversation");
  Object.assign(first, {
    turns: 12,
    agents: 3,
    model: "claude-opus-4-1-20250805",
    tokens: {
      input: 1_000,
      cacheRead: 93_400,
      cacheWrite5m: 5_600,
      cacheWrite1h: 0,
      output: 4_210,
    },
  });
  first.spending.cost.total = 1.234;
  await page.goto(`${home}/conversations`);
  await expect(page.getByRole("row").nth(1).getByRole("cell")).toHaveText([
    "now",
    /Find out why the queue drops recordsstore · The queue drops records/,
    "working",
    "opus-4-1",
    "12",
    "3",
    "100k / 4.21k",
    "93.4 %",
    "$1.23",
  ]);
});

test("filters stand in the URL, and words find titles, prompts and projects", async ({
  page,
  api,
  home,
}) => {
  api.converse(40);
  await page.goto(`${home}/conversations`);
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("flaky writer");
  await expect(page).toHaveURL(/q=flaky\+writer/);
  await expect(rows(page).first()).toHaveText("A flaky test in the writer");
  await expect(rows(page).filter({ hasNotText: /flaky|writer\.test/ })).toHaveCount(0);
  await page.getByLabel("Project", { exact: true }).selectOption({ label: "store" });
  await expect(page).toHaveURL(/project=/);
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("flaky writer");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page).toHaveURL(/\/conversations$/);
  await page.goto(`${home}/conversations?q=nothing`);
  await expect(page.getByText("No conversation passes these filters.")).toBeVisible();
  // Whatever is on record can be chosen, though no line of the list tells of it.
  await expect(
    page.getByLabel("Project", { exact: true }).getByRole("option", { name: "api" }),
  ).toBeAttached();
});

test("the list goes on as far as somebody scrolls, and keys walk through it", async ({
  page,
  api,
  home,
}) => {
  api.converse(350);
  await page.goto(`${home}/conversations`);
  await expect(page.getByText("100+")).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press("j");
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows(page).nth(1)).toBeFocused();
  await page
    .locator("[role=rowgroup]")
    .last()
    .evaluate((element) => element.scrollTo(0, 1e6));
  await expect(page.getByText("350", { exact: true })).toBeVisible();
  expect(await rows(page).count()).toBeLessThan(60);
  await page.keyboard.press("k");
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/conversations\/\d+/);
  await page.goBack();
  await expect(page).toHaveURL(/\/conversations$/);
});

test("what is active rises to the top without being asked for", async ({ page, api, home }) => {
  api.converse(5);
  await page.goto(`${home}/conversations`);
  await expect(rows(page).first()).toHaveText("Find out why the queue drops records");
  await expect.poll(() => api.listening).toBe(1);
  const active = api.conversations[3];
  if (!active) throw new Error("no conversation");
  Object.assign(active, { lastActivityAt: new Date().toISOString(), turns: 77 });
  api.tell("indexed", mockPlace(freshExchange(Date.now()), active));
  await expect(rows(page).first()).toHaveText(active.title ?? "");
  await expect(page.getByRole("row").nth(1)).toContainText("77");
});

test("a conversation shows turns, calls joined to results, and the agents within their calls", async ({
  page,
  api,
  home,
}) => {
  api.converse(2);
  const [first] = api.conversations;
  await page.goto(`${home}/conversations/${first?.id}?turn=1`);
  await expect(turn(page, 1)).toBeVisible();
  await expect(messages(page).getByText("The queue drops records under load.")).toBeVisible();
  await expect(page.getByRole("button", { name: /System reminder/ }).first()).toBeVisible();
  await expect(messages(page).getByRole("group", { name: "Bash call" }).first()).toContainText(
    "14 passed",
  );

  await page.goto(`${home}/conversations/${first?.id}?turn=5`);
  await expect(turn(page, 2)).toBeInViewport();
  const agent = messages(page).getByRole("group", { name: "Agent call" }).first();
  await agent.getByRole("button", { name: /Its conversation/ }).click();
  await expect(agent.getByText("Let me look at how the queue is bounded.").first()).toBeVisible();
  await agent.getByRole("link", { name: "Open it by itself" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Find every place where records are dropped",
  );
  await page.getByRole("link", { name: "called by the conversation above it" }).click();
  await expect(page).toHaveURL(/agent=/);
  await expect(turn(page, 2)).toBeVisible();
});

test("a long conversation is read where somebody looks, and every place can be linked", async ({
  page,
  api,
  home,
}) => {
  api.converse(1);
  const [first] = api.conversations;
  if (!first) throw new Error("no conversation");
  Object.assign(first, { turns: 1_000, working: false });
  await page.goto(`${home}/conversations/${first.id}`);
  await expect(turn(page, 1)).toBeInViewport();
  const turns = page.getByRole("region", { name: "Turns" });
  await expect(page.getByText("Reading the turns")).toBeHidden();
  await turns.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await turns.getByRole("button", { name: /^1000/ }).click();
  await expect(turn(page, 1_000)).toBeInViewport();
  expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(5_000);

  await page.goto(`${home}/conversations/${first.id}?message=2001`);
  await expect(turn(page, 501)).toBeInViewport();
  await expect(page.getByText("Reading the turns")).toBeHidden();
  await page.keyboard.press("]");
  await expect(turn(page, 502)).toBeInViewport();
  await page.keyboard.press("[");
  await expect(turn(page, 501)).toBeInViewport();
  await page.keyboard.press("[");
  await expect(turn(page, 500)).toBeInViewport();
});

test("what is read above does not move what is seen", async ({ page, api, home }) => {
  api.converse(1);
  const [first] = api.conversations;
  if (!first) throw new Error("no conversation");
  Object.assign(first, { turns: 200, working: false });
  await page.goto(`${home}/conversations/${first.id}?message=401`);
  await expect(turn(page, 101)).toBeInViewport();
  const top = () =>
    messages(page)
      .locator("article")
      .evaluateAll((all) =>
        Math.min(...all.map((one) => Number(/\d+/.exec(one.ariaLabel ?? "")?.[0]))),
      );
  const offset = () => messages(page).evaluate((element) => element.scrollTop);
  await messages(page).hover({ position: { x: 4, y: 300 } });
  let before = await top();
  for (let step = 0; step < 60; step++) {
    const from = await offset();
    await page.mouse.wheel(0, -300);
    await expect.poll(offset).not.toBe(from);
    await page.waitForFunction(() => !document.querySelector("[aria-label^='Reading ']"));
    const now = await top();
    expect(before - now).toBeGreaterThanOrEqual(-2);
    expect(before - now).toBeLessThan(15);
    before = now;
  }
  expect(before).toBeLessThan(361);
});

test("errors and agents are gone to by keys, and words are found wherever they stand", async ({
  page,
  api,
  home,
}) => {
  api.converse(1);
  const [first] = api.conversations;
  if (!first) throw new Error("no conversation");
  Object.assign(first, { turns: 120, working: false });
  await page.goto(`${home}/conversations/${first.id}?turn=1`);
  await expect(page.getByRole("button", { name: /errors?$/ })).toBeVisible();
  await page.keyboard.press("a");
  await expect(messages(page).getByRole("group", { name: "Agent call" }).first()).toBeInViewport();
  await page.keyboard.press("f");
  await expect(page.getByRole("searchbox", { name: "Find in the conversation" })).toBeFocused();
  await page.keyboard.type("38 seconds");
  await expect(page.getByText("1 of 30")).toBeVisible();
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByText("30 of 30")).toBeVisible();
  await expect(messages(page).getByText("38 seconds").last()).toBeInViewport();
});

test("what is being said stands at the end, and becomes a message", async ({ page, api, home }) => {
  api.converse(1);
  const [first] = api.conversations;
  if (!first) throw new Error("no conversation");
  await page.goto(`${home}/conversations/${first.id}`);
  const message = (position: number) =>
    messages(page)
      .getByRole("article", { name: `Message ${position}, Assistant` })
      .first();
  await expect(message(94)).toBeVisible();
  await expect.poll(() => api.listening).toBe(1);
  const flight = { ...freshExchange(Date.now()), status: 200 };
  api.happens(flight);
  api.tell("indexed", mockPlace(flight, first));
  api.tell("answer", mockProgress(flight.id, [{ type: "text", text: "It is being said" }]));
  await expect(messages(page).getByText("It is being said")).toBeInViewport();
  api.tell("answer", mockProgress(flight.id, [{ type: "text", text: " right now", at: 16 }]));
  await expect(messages(page).getByText("It is being said right now")).toBeInViewport();

  Object.assign(first, { working: false, turns: 25 });
  const ended = { ...flight, outcome: "completed" as const, durationMicros: 2_000_000 };
  api.tell("indexed", mockPlace(ended, first));
  await expect(message(100)).toBeVisible();
});

test("branches of the history are switched between", async ({ page, api, home }) => {
  api.converse(1);
  const [first] = api.conversations;
  await page.goto(`${home}/conversations/${first?.id}?turn=1`);
  await page.getByText("The history goes on in 2 ways from here.").scrollIntoViewIfNeeded();
  await page.getByLabel("Branch").selectOption({ index: 0 });
  await expect(page).toHaveURL(/branch=1QFKB6H2M0G01/);
  await expect(page.getByRole("region", { name: "Turns" }).getByRole("button")).toHaveCount(2);
  await page.goBack();
  await expect(page).not.toHaveURL(/branch=/);
});

test("the panel tells agents and what fills the context", async ({ page, api, home }) => {
  api.converse(1);
  const [first] = api.conversations;
  await page.goto(`${home}/conversations/${first?.id}?turn=1&panel=context`);
  const context = page.getByRole("region", { name: "Context" });
  await expect(context).toContainText("163k");
  await expect(context).toContainText("of 200k tokens, 37.4k left");
  await expect(
    context.getByRole("region", { name: "By part" }).getByRole("listitem").first(),
  ).toContainText("Tool results");
  await context.getByRole("button", { name: /writer\.ts/ }).click();
  await expect(
    messages(page).getByRole("article", { name: "Message 12, Assistant" }),
  ).toBeVisible();
  await page.getByRole("tab", { name: "Agents" }).click();
  await expect(page).toHaveURL(/panel=agents/);
  const agents = page.getByRole("region", { name: "Agents" });
  await expect(agents.getByRole("listitem").first()).toContainText("Explore");
  await expect(
    agents.getByRole("listitem").filter({ hasText: "general-purpose" }).last(),
  ).toContainText("1 error");
});

test("a session is deleted once that was typed", async ({ page, api, home }) => {
  api.converse(3);
  const [first] = api.conversations;
  api.fill(30);
  for (const exchange of api.record.slice(0, 20)) exchange.sessionId = first?.sessionId ?? null;
  await page.goto(`${home}/conversations/${first?.id}?turn=1`);
  await page.getByRole("button", { name: "Delete the session" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this session" });
  await expect(dialog).toContainText("20 requests");
  const button = dialog.getByRole("button", { name: "Delete for good" });
  await expect(button).toBeDisabled();
  await dialog.getByRole("textbox").fill("delete");
  await button.click();
  await expect(page).toHaveURL(/\/conversations$/);
  await expect(rows(page)).toHaveCount(2);
  expect(api.deletions).toEqual([`/api/sessions/${first?.sessionId}`]);
});

test("a session is exported in any format", async ({ page, api, home }) => {
  api.converse(1);
  const [first] = api.conversations;
  await page.goto(`${home}/conversations/${first?.id}?turn=1`);
  await page.getByRole("button", { name: "Export" }).click();
  const links = page.getByRole("menuitem");
  await expect(links).toHaveText([/Markdown/, /JSON lines/, /HTTP archive/]);
  await expect(links.first()).toHaveAttribute(
    "href",
    `/api/exports/markdown?session=${first?.sessionId}`,
  );
});
