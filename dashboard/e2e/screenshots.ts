import { freshExchange } from "../mocks/exchanges";
import { expect, test } from "./fixtures";
import { photographer, THEMES, WIDTHS } from "./shoot";

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    test(`${theme}, ${width} pixels`, async ({ page, api, home, mayComplain }) => {
      // The browser tells of refusals itself.
      mayComplain(/401|503/);
      const shoot = await photographer(page, { theme, width });

      api.token = "a-token-of-some-length";
      await page.goto(home);
      await page.getByLabel("Token").fill("a guess");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("alert")).toBeVisible();
      await shoot("login");
      api.token = "";

      await page.goto(home);
      await expect(page.getByText("Point Claude Code here")).toBeVisible();
      await shoot("first-start");

      api.fill(400);
      api.happens(freshExchange(Date.now() - 2_300));
      await page.goto(`${home}/requests`);
      await expect(page.getByTitle("The answer is still coming.")).toBeVisible();
      await shoot("requests");

      await page.locator("[data-exchange]").nth(2).click();
      await expect(page.getByText("Count the bytes before compressing")).toBeVisible();
      await shoot("answer");
      await page.getByRole("radio", { name: "Events" }).click();
      await page.getByRole("button", { name: /message_start/ }).click();
      await shoot("events");
      for (const name of [
        "Prompt and tools",
        "Parameters",
        "Usage and cache",
        "Headers",
        "Body",
        "Compare",
      ]) {
        await page.getByRole("tab", { name }).click();
        await shoot(name.toLowerCase().replaceAll(" ", "-"));
      }
      await page.getByRole("tab", { name: "Messages" }).click();
      const messages = page.getByRole("region", { name: "Messages" });
      await expect(messages.getByText("Why does the queue drop records")).toBeVisible();
      for (let screen = 1; screen <= 7; screen++) {
        await shoot(`messages-${screen}`);
        await messages.evaluate((element) => element.scrollBy(0, element.clientHeight - 40));
      }
      await page.keyboard.press("f");
      await page.keyboard.type("queue");
      await expect(page.getByText(/^1 of/)).toBeVisible();
      await shoot("find");
      await page.keyboard.press("Escape");

      await page.goto(`${home}/requests?sort=cost&kind=main`);
      await expect(page.locator("[data-exchange]").first()).toBeVisible();
      await page.getByRole("button", { name: "Columns" }).click();
      await shoot("requests-sorted");
      await page.keyboard.press("Escape");
      for (const section of ["general", "configuration", "prices", "data"]) {
        await page.goto(`${home}/settings?section=${section}`);
        await expect(page.getByRole("tabpanel").locator("section").first()).toBeVisible();
        if (section === "data") {
          await page.getByLabel("Everything").first().check();
          await page.getByLabel("Everything").last().check();
          await expect(page.getByLabel(/to confirm/)).toBeVisible();
        }
        await shoot(`settings-${section}`);
      }

      await page.goto(`${home}/routing?explain=361QK547GGM00`);
      await page.getByRole("button", { name: "Explain" }).click();
      await expect(page.getByRole("region", { name: "Evidence" })).toBeVisible();
      await shoot("routing");

      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox", { name: "Command" })).toBeFocused();
      await shoot("palette");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
      await shoot("keys");
      await page.keyboard.press("Escape");

      for (const name of [
        "usage",
        "usage?range=24h&metric=tokens&stack=kinds",
        "performance",
        "tools",
      ]) {
        await page.goto(`${home}/${name}`);
        await expect(page.getByRole("table").first()).toBeVisible();
        await shoot(name.replace(/\?.*$/, "-by-hour"));
      }
      await page.goto(`${home}/usage`);
      await page.getByRole("heading", { name: "Rate limits" }).scrollIntoViewIfNeeded();
      await page.getByRole("meter").last().scrollIntoViewIfNeeded();
      await shoot("usage-limits");
      await page.goto(`${home}/requests`);

      api.health = {
        status: "degraded",
        parts: [
          {
            name: "proxy-core",
            status: "degraded",
            message: "It forwards, with trouble: recorder, the disk is full",
          },
          { name: "recording", status: "up", message: "" },
        ],
      };
      await page.reload();
      await page.getByRole("button", { name: "Something is wrong" }).click();
      await expect(page.getByText("the disk is full")).toBeVisible();
      await shoot("health");

      api.problem = {
        status: 503,
        title: "The record cannot be read",
        detail:
          "The record was written by a newer version of this program (schema 7, this one knows 1). Update proxy-data.",
      };
      await page.goto(`${home}/requests`);
      await expect(page.getByRole("alert")).toBeVisible();
      await shoot("error");
    });
  }
}
