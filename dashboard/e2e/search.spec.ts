import { violations } from "./axe";
import { expect, test } from "./fixtures";

test("finds what was said while it is typed, and tells where", async ({ page, home }) => {
  await page.goto(`${home}/search`);
  await expect(page.getByRole("heading", { name: "Everything that was ever said" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search in everything" }).fill("till round");

  const found = page.getByRole("region", { name: "Found" });
  await expect(found.getByRole("heading", { name: "Mending the till" }).first()).toBeVisible();
  await expect(found.locator("mark").first()).toHaveText("till");
  await expect(page).toHaveURL(/\/search\?q=till\+round$/);
  await expect(page.getByText(/^8 in 3 conversations$/)).toBeVisible();

  await page.getByRole("combobox", { name: "Kind" }).selectOption("prompt");
  await expect(page).toHaveURL(/kind=prompt/);
  await expect(page.getByText(/^2 in 2 conversations$/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^2 in 2 conversations$/)).toBeVisible();
});

test("walks through hits by keyboard, and opens the message", async ({ page, api, home }) => {
  api.converse(1);
  await page.goto(`${home}/search?q=till`);
  await expect(page.locator("mark").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-hit]").first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.locator("[data-hit]").nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(page.locator("[data-hit]").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/conversations\/[^?]+\?turn=1&message=1$/);
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("shows what was said as text, whatever it is", async ({ page, home }) => {
  await page.goto(`${home}/search?q=half`);
  await expect(page.getByText("rounds <b>half</b> to even")).toBeVisible();
  await expect(page.locator("main b")).toHaveCount(0);
});

test("searches from the palette", async ({ page, home }) => {
  await page.goto(`${home}/requests`);
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Command" })).toBeFocused();
  await page.keyboard.type("rounding.ts");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=rounding\.ts$/);
  await expect(page.locator("mark").first()).toBeVisible();
});

test("leads from a project to a transcript and its messages", async ({ page, home }) => {
  await page.goto(`${home}/files`);
  await expect(page.getByText("mend-the-till")).toBeVisible();
  await expect(page.getByText("$48.23")).toBeVisible();
  await page.getByRole("link", { name: "shop", exact: true }).click();
  await expect(page).toHaveURL(/project=%2Fhome%2Fdev%2Fshop/);
  await page.getByRole("link", { name: "The old till" }).click();
  await expect(page).toHaveURL(/\/files\/transcripts\/1$/);
  await expect(page.getByText("Does the old till round as well?")).toBeVisible();
  await expect(page.getByText("old/till.c:7: round(")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("on record")).toBeVisible();
});

test("shows what is to do, and plans as Markdown that runs nothing", async ({ page, home }) => {
  await page.goto(`${home}/files?folder=todos`);
  await expect(page.getByText("1 of 3")).toBeVisible();
  await expect(page.getByText("Add a test with <b>half</b> cents")).toBeVisible();
  await page.getByRole("tab", { name: "Plans" }).click();
  await page.getByRole("link", { name: "Mend the till" }).click();
  await expect(page).toHaveURL(/plan=mend-the-till\.md/);
  const plan = page.getByRole("region", { name: "Plan", exact: true });
  await expect(plan.getByRole("heading", { name: "Mend the till" })).toBeVisible();
  await expect(plan.getByText("mend it <img src=x onerror=alert(1)>")).toBeVisible();
  await expect(plan.locator("img")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`can be read by everybody, ${colorScheme}`, async ({ page, home }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme });
    for (const [path, seen] of [
      ["/search", "Everything that was ever said"],
      ["/search?q=till", "The old till"],
      ["/files?project=%2Fhome%2Fdev%2Fshop", "The old till"],
      ["/files?folder=todos", "Round half to even"],
      ["/files?folder=plans&plan=mend-the-till.md", "find it"],
      ["/files/transcripts/1", "old/till.c:7: round("],
    ] as const) {
      for (const width of [1440, 800]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${home}${path}`);
        await expect(page.getByText(seen).first()).toBeVisible();
        expect(await violations(page), `${path} at ${width}`).toEqual([]);
      }
    }
  });
}
