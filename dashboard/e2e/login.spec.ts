import { expect, test } from "./fixtures";

const TOKEN = "a-token-of-some-length";

test("whoever has no token is asked for it, and goes on where they were", async ({
  page,
  api,
  home,
  mayComplain,
}) => {
  mayComplain(/401/);
  api.fill(5);
  api.token = TOKEN;
  const place = `${home}/requests/${api.record[2]?.id}?tab=headers`;
  await page.goto(place);
  const token = page.getByLabel("Token");
  await expect(token).toBeFocused();
  await expect(page.getByText("POST")).toBeHidden();

  await page.keyboard.type("a guess");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("This is not the token.");
  await token.fill(TOKEN);
  await expect(page.getByRole("alert")).toBeHidden();
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText("fingerprint:5f8a1c02")).toBeVisible();
  await expect(page).toHaveURL(place);
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  await expect.poll(() => api.listening).toBe(1);

  await page.reload();
  await expect(page.getByText("fingerprint:5f8a1c02")).toBeVisible();
});

test("a page that is open notices that the token was changed", async ({
  page,
  api,
  home,
  mayComplain,
}) => {
  mayComplain(/401/);
  api.fill(5);
  await page.goto(`${home}/requests?status=2xx`);
  await expect(page.locator("[data-exchange]").first()).toBeVisible();
  api.token = TOKEN;
  await expect(page.getByLabel("Token")).toBeVisible();
  await page.getByLabel("Token").fill(TOKEN);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-exchange]").first()).toBeVisible();
  await expect(page).toHaveURL(`${home}/requests?status=2xx`);
});

test("whoever logs out leaves nothing on the page", async ({ page, api, home, mayComplain }) => {
  mayComplain(/401/);
  api.fill(5);
  api.token = TOKEN;
  await page.goto(`${home}/requests`);
  await page.getByLabel("Token").fill(TOKEN);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-exchange]").first()).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Command" })).toBeFocused();
  await page.keyboard.type("log out");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Token")).toBeVisible();
  await expect(page.locator("[data-exchange]")).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Token")).toBeVisible();
});
