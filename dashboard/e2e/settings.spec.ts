import { expect, test } from "./fixtures";

test("every setting is told with the value that counts and where it is from", async ({
  page,
  api,
  home,
}) => {
  api.fill(1);
  await page.goto(`${home}/requests`);
  await expect(page.locator("[data-exchange]")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press(",");
  await expect(page).toHaveURL(`${home}/settings`);
  await page.getByRole("tab", { name: "Configuration" }).click();
  await expect(page).toHaveURL(`${home}/settings?section=configuration`);
  const line = (key: string) => page.getByRole("row").filter({ hasText: key });
  await expect(line("server.port").getByRole("cell")).toHaveText([
    "4001",
    "config.yaml",
    "PROXY_CORE_PORT, PORT",
  ]);
  await expect(line("server.host")).toContainText("default");
  await expect(line("data.access.token")).toContainText("********");
  await expect(line("retention.max_age")).toContainText("off");
});

test("prices tell their day and source, own ones first", async ({ page, home }) => {
  await page.goto(`${home}/settings?section=prices`);
  await expect(page.getByText(/Read on 2026-11-01 from https/)).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText("our-model");
  await expect(page.getByRole("row").nth(1)).toContainText("config.yaml");
  await expect(page.getByRole("row").nth(2).getByRole("cell")).toHaveText([
    "Anthropic",
    "3.00",
    "15.00",
    "0.30",
    "3.75",
    "6.00",
    "200,000",
  ]);
});

test("the health of every part is told", async ({ page, api, home }) => {
  api.health = {
    status: "degraded",
    parts: [
      { name: "proxy-core", status: "up", message: "" },
      { name: "index", status: "degraded", message: "43 % of the record is indexed." },
    ],
  };
  await page.goto(`${home}/settings`);
  const health = page.getByRole("region", { name: "Health" });
  await expect(health.getByRole("listitem").filter({ hasText: "index" })).toContainText(
    "43 % of the record is indexed.",
  );
});

test("nothing is deleted before somebody has typed how much it is", async ({ page, api, home }) => {
  api.fill(30);
  const session = api.record[0]?.sessionId ?? "";
  const count = api.record.filter(({ sessionId }) => sessionId === session).length;
  await page.goto(`${home}/settings?section=data`);
  const panel = page.getByRole("region", { name: "Delete" });
  await panel.getByLabel("Session", { exact: true }).selectOption(session);
  await expect(panel.getByText(String(count), { exact: true })).toBeVisible();
  await expect(panel).toContainText("46 MB");
  const button = panel.getByRole("button", { name: "Delete for good" });
  await expect(button).toBeDisabled();
  await panel.getByLabel(/to confirm/).fill(`delete ${count - 1}`);
  await expect(button).toBeDisabled();
  await panel.getByLabel(/to confirm/).fill(`delete ${count}`);
  await button.click();
  await expect(panel.getByRole("status")).toContainText("erased");
  expect(api.deletions).toEqual([`/api/sessions/${session}`]);
});

test("everything older than some days is selected by its end", async ({ page, api, home }) => {
  api.fill(30);
  await page.goto(`${home}/settings?section=data`);
  const panel = page.getByRole("region", { name: "Delete" });
  await panel.getByLabel("Older than").check();
  await panel.getByLabel("Days").fill("1");
  await expect(panel.getByText("Requests")).toBeVisible();
  await expect(panel.getByLabel(/to confirm/)).toBeHidden();
  await panel.getByLabel("Everything").check();
  await panel.getByLabel(/to confirm/).fill("delete 30");
  await panel.getByRole("button", { name: "Delete for good" }).click();
  await expect.poll(() => api.deletions).toEqual(["/api/requests?everything=true"]);
});

test("an export tells what leaves before it does", async ({ page, api, home }) => {
  api.fill(30);
  await page.goto(`${home}/settings?section=data`);
  const panel = page.getByRole("region", { name: "Export" });
  const link = panel.getByText("Export", { exact: true }).last();
  await expect(link).toHaveAttribute("aria-disabled", "true");
  await panel.getByLabel("Everything").check();
  await expect(panel.getByText("30", { exact: true })).toBeVisible();
  await expect(panel.getByText("What looks like a key is taken out")).toBeVisible();
  await panel.getByLabel("Take out what looks like a key").uncheck();
  await expect(panel.getByText("Keys that stand in the bodies leave with them")).toBeVisible();
  await panel.getByLabel("Take out what looks like a key").check();
  await panel.getByLabel("Format").selectOption("har");
  await expect(panel.getByRole("link", { name: "Export" })).toHaveAttribute(
    "href",
    /^\/api\/exports\/har\?from=1970-01-01.*redact=true$/,
  );
});
