import type { Locator } from "@playwright/test";
import { freshExchange } from "../mocks/exchanges";
import { violations } from "./axe";
import { expect, test } from "./fixtures";
import { playScene } from "./scene";

/** The tabs of a request, each with what is on it once it was read and drawn. */
const TABS: Record<string, (panel: Locator) => Locator> = {
  Messages: (panel) => panel.getByText("Why does the queue drop records"),
  "Prompt and tools": (panel) => panel.getByText("You are Claude Code, Anthropic's official CLI"),
  Parameters: (panel) => panel.getByText("32000"),
  Usage: (panel) => panel.getByRole("region", { name: "Cache" }).getByRole("table"),
  Headers: (panel) => panel.getByText("fingerprint:5f8a1c02"),
  Body: (panel) => panel.getByText('"model"'),
  Compare: (panel) => panel.getByText(/Unchanged: /),
  Routing: (panel) => panel.getByText("Not routed"),
};

for (const theme of ["light", "dark"] as const) {
  for (const width of [1440, 800]) {
    test(`nothing is wrong in ${theme} at ${width} pixels`, async ({
      page,
      api,
      home,
      mayComplain,
    }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      // The browser tells of refusals itself.
      mayComplain(/401/);
      api.token = "a-token-of-some-length";
      await page.goto(home);
      await page.getByLabel("Token").fill("a guess");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("alert")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      api.token = "";
      await page.goto(home);
      await expect(page.getByText("Point Claude Code here")).toBeVisible();
      expect(await violations(page)).toEqual([]);

      api.fill(100);
      api.happens(freshExchange(Date.now()));
      await page.goto(`${home}/requests`);
      await expect(page.locator("[data-exchange]").first()).toBeVisible();
      expect(await violations(page)).toEqual([]);

      await page.locator("[data-exchange]").nth(3).click();
      await expect(page.getByRole("region", { name: "Answer" })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("radio", { name: "Events" }).click();
      await expect(page.getByRole("button", { name: /message_start/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      for (const [name, content] of Object.entries(TABS)) {
        await page.getByRole("tab", { name }).click();
        await expect(content(page.getByRole("tabpanel", { name }))).toBeVisible();
        expect(await violations(page), name).toEqual([]);
      }
      await page.getByRole("button", { name: "All is well" }).click();
      await expect(page.getByRole("dialog", { name: "Health" })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test(`nothing is wrong with settings and routing in ${theme} at ${width} pixels`, async ({
      page,
      api,
      home,
    }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      api.fill(100);
      for (const [section, content] of [
        ["", "proxy-core"],
        ["configuration", "server.port"],
        ["prices", "our-model"],
        ["data", "What is deleted is overwritten"],
      ] as const) {
        await page.goto(`${home}/settings${section && `?section=${section}`}`);
        await expect(page.getByRole("tabpanel").getByText(content).first()).toBeVisible();
        expect(await violations(page), section).toEqual([]);
      }
      await page.goto(`${home}/routing`);
      await expect(page.getByRole("list", { name: "Warnings" })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.goto(`${home}/settings?section=data`);
      await page.getByLabel("Everything").last().check();
      await expect(page.getByLabel(/to confirm/)).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }
}

for (const theme of ["light", "dark"] as const) {
  for (const width of [1440, 800]) {
    test(`nothing is wrong with what is live and conversations, ${theme}, ${width} pixels`, async ({
      page,
      api,
      home,
    }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      api.converse(40);
      api.fill(20);
      await page.goto(home);
      await expect.poll(() => api.listening).toBe(1);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      playScene(api);
      await expect(page.getByText("3 in flight")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.goto(`${home}/conversations`);
      await expect(page.locator("[data-conversation]").first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      const conversation = `${home}/conversations/${api.conversations[0]?.id}`;
      for (const [search, beside] of [
        ["turn=1", "Turns"],
        ["turn=5", "Turns"],
        ["turn=9&panel=agents", "Agents"],
        ["turn=9&panel=context", "Context"],
      ] as const) {
        await page.goto(`${conversation}?${search}`);
        const panelAlone = width < 1_000 && search.includes("panel");
        if (!panelAlone) await expect(page.getByRole("article").first()).toBeVisible();
        const panel = page.getByRole("region", { name: beside, exact: true });
        if (width > 1_000 || panelAlone) await expect(panel).toBeVisible();
        await expect(page.getByText("Reading the turns")).toBeHidden();
        expect(await violations(page), search).toEqual([]);
      }
      await page.getByRole("button", { name: "Delete the session" }).click();
      await expect(page.getByRole("dialog", { name: "Delete this session" })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
    test(`statistics are right in ${theme} at ${width} pixels`, async ({ page, home }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      for (const [name, charts] of [
        ["usage", 1],
        ["performance", 4],
        ["tools", 0],
      ] as const) {
        await page.goto(`${home}/${name}`);
        await expect(page.getByRole("table").first()).toBeVisible();
        await expect(page.locator("canvas")).toHaveCount(charts);
        expect(await violations(page), name).toEqual([]);
      }
      await page.goto(`${home}/usage`);
      await page.getByRole("button", { name: "Show as a table" }).click();
      await expect(page.getByRole("table")).toHaveCount(2);
      expect(await violations(page)).toEqual([]);
    });
  }
}

test("a chosen theme is kept, and shows before the first paint", async ({ page, api, home }) => {
  api.fill(3);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${home}/requests`);
  await page.getByRole("radio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.goto(`${home}/requests`, { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("radio", { name: "As the system" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});
