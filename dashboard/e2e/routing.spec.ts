import { mockRoute } from "../mocks/routing";
import { expect, test } from "./fixtures";

test("providers, mappings and what needs a look", async ({ page, api, home }) => {
  api.fill(1);
  await page.goto(home);
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await expect(page).toHaveURL(`${home}/routing`);
  const providers = page.getByRole("region", { name: "Providers" }).last();
  const local = providers.getByRole("row").filter({ hasText: "localhost:11434" });
  await expect(local).toContainText("open");
  await expect(local).toContainText("falls back");
  const mappings = page.getByRole("region", { name: "Mappings" }).last();
  await expect(mappings.getByRole("row").filter({ hasText: "data-analyst" })).toContainText(
    "no match",
  );
  await expect(page.getByRole("list", { name: "Warnings" }).getByRole("listitem")).toHaveText([
    /local fails and is left alone for a while: Connection refused/,
    /No agent of the last hour is called data-analyst; there were Explore/,
    /code-reviewer carries a tool that openai cannot run/,
  ]);
  await expect(
    page.getByRole("region", { name: "Spending" }).getByRole("row").nth(1),
  ).toContainText("gpt-4o");
});

test("a request is explained by other rules, and the link keeps it", async ({ page, home }) => {
  await page.goto(`${home}/routing?explain=361QK547GGM00`);
  await expect(page.getByLabel("Id of a request")).toHaveValue("361QK547GGM00");
  await page.getByLabel(/Another config.yaml/).fill("subagents: {enable: true}");
  await page.getByRole("button", { name: "Explain" }).click();
  await expect(page.getByText("It would go to gpt-4o of openai instead of")).toBeVisible();
  await expect(page.getByRole("region", { name: "Evidence" })).toContainText("toolu_01A");
  await expect(
    page.getByRole("region", { name: "Losses" }).getByRole("listitem").first(),
  ).toContainText("tools");
});

test("a request tells where it went, each try and what was lost", async ({ page, api, home }) => {
  api.fill(1);
  const [one] = api.record;
  if (!one) throw new Error("there is no request");
  api.details.set(one.id, { route: mockRoute(one) });
  await page.goto(`${home}/requests/${one.id}?tab=routing`);
  const panel = page.getByRole("tabpanel");
  await expect(panel.getByRole("region", { name: "Decision" })).toContainText(
    "code-reviewer: openai:gpt-4o",
  );
  await expect(panel.getByRole("region", { name: "Tries" }).getByRole("listitem")).toHaveCount(2);
  await expect(panel.getByRole("region", { name: "Tries" })).toContainText("HTTP status 429");
  await expect(panel.getByRole("link", { name: /Sent/ })).toHaveAttribute(
    "href",
    `/api/requests/${one.id}/provider-request-body`,
  );
});

test("a route whose proxy died tells what is not known of it", async ({ page, api, home }) => {
  api.fill(1);
  const [one] = api.record;
  if (!one) throw new Error("there is no request");
  api.details.set(one.id, {
    summary: { ...one, outcome: "abandoned" },
    route: { ...mockRoute(one), result: null, reason: "", attempts: [] },
  });
  await page.goto(`${home}/requests/${one.id}?tab=routing`);
  const panel = page.getByRole("tabpanel");
  await expect(panel.getByRole("region", { name: "Decision" })).toContainText("the proxy died");
  await expect(panel.getByRole("region", { name: "Tries" })).toContainText("Not known");
  await expect(panel.getByRole("region", { name: "Losses" })).toContainText("tools");
});
