import { freshExchange } from "../mocks/exchanges";
import { violations } from "./axe";
import { expect, test } from "./fixtures";
import { playScene } from "./scene";

for (const theme of ["light", "dark"] as const) {
  for (const width of [1440, 800]) {
    test(`nothing is wrong in ${theme} at ${width} pixels`, async ({ page, api, home, quiet }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      api.token = "a-token-of-some-length";
      await page.goto(home);
      await page.getByLabel("Token").fill("a guess");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("alert")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      // The browser tells of refusals itself.
      quiet.length = 0;
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
      for (const step of [
        () => page.getByRole("radio", { name: "Events" }).click(),
        ...[
          "Messages",
          "Prompt and tools",
          "Parameters",
          "Usage",
          "Headers",
          "Body",
          "Compare",
          "Routing",
        ].map((name) => async () => {
          await page.getByRole("tab", { name }).click();
          await expect(page.getByRole("tabpanel").getByRole("status")).toBeHidden();
        }),
        () => page.getByRole("button", { name: "All is well" }).click(),
      ]) {
        await step();
        expect(await violations(page)).toEqual([]);
      }
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
      for (const section of ["", "configuration", "prices", "data"]) {
        await page.goto(`${home}/settings${section && `?section=${section}`}`);
        await expect(page.getByRole("tabpanel").locator("section").first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
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
      for (const search of ["turn=1", "turn=5", "turn=9&panel=agents", "turn=9&panel=context"]) {
        await page.goto(`${conversation}?${search}`);
        await expect(page.getByRole("tab").or(page.getByRole("article")).first()).toBeVisible();
        await expect(page.getByText("Reading the turns")).toBeHidden();
        expect(await violations(page)).toEqual([]);
      }
      await page.getByRole("button", { name: "Delete the session" }).click();
      await expect(page.getByRole("dialog", { name: "Delete this session" })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
    test(`statistics are right in ${theme} at ${width} pixels`, async ({ page, home }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      for (const name of ["usage", "performance", "tools"]) {
        await page.goto(`${home}/${name}`);
        await expect(page.getByRole("table").first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
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
