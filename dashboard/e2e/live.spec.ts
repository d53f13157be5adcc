import type { Page } from "@playwright/test";
import { freshExchange } from "../mocks/exchanges";
import { mockPlace, mockProgress } from "../mocks/live";
import { expect, test } from "./fixtures";
import { playScene } from "./scene";

const card = (page: Page, id: string) => page.locator(`[data-flight="${id}"]`);

test("an empty record tells the line to set, and becomes the first answer as it is given", async ({
  page,
  api,
  home,
}) => {
  await page.goto(home);
  await expect(page.getByText(`export ANTHROPIC_BASE_URL=${home}`)).toBeVisible();
  await expect.poll(() => api.listening).toBe(1);

  const first = freshExchange(Date.now());
  api.happens(first);
  await expect(page.getByText("Point Claude Code here")).toBeHidden();
  await expect(card(page, first.id)).toContainText("Waiting for the first token");

  api.happens({ ...first, status: 200, timeToFirstTokenMicros: 910_000 });
  api.tell("answer", mockProgress(first.id, [{ type: "text", text: "Let me " }]));
  await expect(card(page, first.id)).toContainText("Let me");
  api.tell("answer", mockProgress(first.id, [{ type: "text", text: "look.", at: 7 }]));
  await expect(card(page, first.id)).toContainText("Let me look.");
  await expect(card(page, first.id)).toContainText("910 ms");
  await expect(card(page, first.id)).toContainText("48.2k");
});

test("a card tells who asks, what was thought, said and called", async ({ page, api, home }) => {
  api.converse(1);
  const [conversation] = api.conversations;
  const flight = { ...freshExchange(Date.now()), status: 200, timeToFirstTokenMicros: 500_000 };
  await page.goto(`${home}/live`);
  await expect.poll(() => api.listening).toBe(1);
  api.happens(flight);
  if (conversation) api.tell("indexed", mockPlace(flight, conversation, "Explore"));
  api.tell(
    "answer",
    mockProgress(flight.id, [
      { type: "thinking", text: "Which bytes?" },
      { type: "text", text: "**Raw** ones <img src=x onerror=alert(1)>" },
      { type: "tool_use", name: "Bash", text: '{"command":"rg drop src' },
    ]),
  );
  const one = card(page, flight.id);
  await expect(one).toContainText("Explore");
  await expect(one).toContainText("store · Find every place where records are dropped");
  await expect(one.getByText("Which bytes?")).toBeVisible();
  await expect(one).toContainText("**Raw** ones <img src=x onerror=alert(1)>");
  await expect(one.locator("pre")).toHaveText("rg drop src");
  await expect(page.getByRole("img", { name: "1 agent: Explore, 1 request" })).toBeVisible();

  api.happens({ ...flight, outcome: "completed", durationMicros: 2_000_000 });
  const recent = page.getByRole("region", { name: "Just finished" });
  await expect(recent).toContainText("Explore");
  if (conversation) {
    const ended = { ...flight, outcome: "completed" as const };
    api.tell("indexed", mockPlace(ended, conversation, "Explore"));
  }
  await expect(recent).toContainText("412 out");
  await expect(recent).toContainText("$0.03");
});

test("what is paused stands still, and catches up when it is followed", async ({
  page,
  api,
  home,
}) => {
  const flight = { ...freshExchange(Date.now()), status: 200 };
  await page.goto(`${home}/live?span=1m`);
  await expect.poll(() => api.listening).toBe(1);
  api.happens(flight);
  api.tell("answer", mockProgress(flight.id, [{ type: "text", text: "One " }]));
  await expect(card(page, flight.id)).toContainText("One");
  await page.keyboard.press("p");
  await expect(page.getByRole("button", { name: "Follow" })).toBeVisible();
  api.tell("answer", mockProgress(flight.id, [{ type: "text", text: "two", at: 4 }]));
  // What comes later in the stream has come: the pause is what keeps the card from showing it.
  api.tell("unavailable", {});
  await expect(page.getByRole("alert")).toContainText("cannot be read right now");
  await expect(card(page, flight.id)).not.toContainText("two");
  await page.keyboard.press("p");
  await expect(card(page, flight.id)).toContainText("One two");
  await expect(page.getByLabel("Time shown")).toHaveValue("1m");
});

test("a connection that breaks is told of, and heals by itself", async ({
  page,
  api,
  home,
  mayComplain,
}) => {
  mayComplain(/net::ERR_/);
  api.fill(1);
  await page.goto(home);
  await expect.poll(() => api.listening).toBe(1);
  await expect(page.getByRole("alert")).toBeHidden();
  await page.route("**/api/live", (route) => route.abort());
  api.hangUp();
  await expect(page.getByRole("alert")).toContainText("goes on by itself");
  await page.unroute("**/api/live");
  await expect(page.getByRole("alert")).toBeHidden();
  const flight = freshExchange(Date.now());
  api.happens(flight);
  await expect(card(page, flight.id)).toBeVisible();
});

test("an hour of answers leaves no more in the page than a minute", async ({ page, api, home }) => {
  await page.goto(home);
  await expect.poll(() => api.listening).toBe(1);
  const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
  const play = async (from: number, count: number) => {
    for (let index = from; index < from + count; index++) {
      const flight = { ...freshExchange(1_700_000_000_000 + index * 1_000), status: 200 };
      api.happens(flight);
      api.tell("answer", mockProgress(flight.id, [{ type: "text", text: "word ".repeat(200) }]));
      api.happens({ ...flight, outcome: "completed", durationMicros: 900_000 });
    }
    const mark = { ...freshExchange(Date.now() + from), status: 200 };
    api.happens(mark);
    await expect(card(page, mark.id)).toBeVisible();
    api.happens({ ...mark, outcome: "completed", durationMicros: 1 });
    await expect(card(page, mark.id)).toBeHidden();
  };
  await play(0, 100);
  const before = await nodes();
  await play(100, 3_600);
  expect(await nodes()).toBeLessThan(before + 120);
});

test("agents that work side by side have a card and a lane each", async ({ page, api, home }) => {
  api.converse(1);
  await page.goto(home);
  await expect.poll(() => api.listening).toBe(1);
  const flights = playScene(api);
  for (const { id } of flights) await expect(card(page, id)).toBeVisible();
  await expect(page.getByText("3 in flight")).toBeVisible();
  await expect(page.getByRole("img", { name: /^3 agents: / })).toBeVisible();
});
