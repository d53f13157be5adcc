import { expect, test } from "./fixtures";
import { playScene } from "./scene";
import { photographer, THEMES, WIDTHS } from "./shoot";

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    test(`live and conversations, ${theme}, ${width} pixels`, async ({ page, api, home }) => {
      const shoot = await photographer(page, { theme, width });
      api.converse(300);
      api.fill(1);
      await page.goto(home);
      await expect(page.getByText("Nothing is in flight")).toBeVisible();
      await shoot("live-idle");
      playScene(api);
      await expect(page.getByText("I will count the raw bytes")).toBeVisible();
      await shoot("live");

      await page.keyboard.press("g");
      await page.keyboard.press("c");
      await expect(page.locator("[data-conversation]").first()).toBeVisible();
      await shoot("conversations");
      await page.goto(`${home}/conversations?q=nothing+of+the+kind`);
      await expect(page.getByText("Nothing matches")).toBeVisible();
      await shoot("conversations-none");

      const { id } = api.conversations[1] ?? { id: "" };
      const main = api.conversations[0]?.id ?? "";
      await page.goto(`${home}/conversations/${encodeURIComponent(main)}?turn=1`);
      await expect(page.getByRole("heading", { name: "Turn 1", exact: true })).toBeVisible();
      await shoot("conversation");
      const messages = page.getByRole("region", { name: "Messages" });
      for (let screen = 2; screen <= 5; screen++) {
        await messages.evaluate((element) => element.scrollBy(0, element.clientHeight - 60));
        await shoot(`conversation-${screen}`);
      }
      await page.goto(`${home}/conversations/${encodeURIComponent(main)}?turn=5`);
      await page
        .getByRole("button", { name: /Its conversation/ })
        .first()
        .click();
      await shoot("conversation-agent");
      for (const panel of ["turns", "agents", "context"]) {
        await page.goto(`${home}/conversations/${encodeURIComponent(main)}?turn=9&panel=${panel}`);
        await expect(page.getByRole("tab", { name: panel })).toBeVisible();
        await shoot(`conversation-${panel}`);
      }
      await page.goto(`${home}/conversations/${encodeURIComponent(main)}`);
      await expect(messages).toBeVisible();
      playScene(api);
      await expect(page.getByText("I will count the raw bytes")).toBeVisible();
      await messages.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await shoot("conversation-live");
      await page.goto(`${home}/conversations/${encodeURIComponent(id)}?turn=1`);
      await page.getByRole("button", { name: "Delete the session" }).click();
      await expect(page.getByText("are erased from the record")).toBeVisible();
      await shoot("conversation-delete");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Export" }).click();
      await shoot("conversation-export");
    });
  }
}
