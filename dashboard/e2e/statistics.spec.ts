import type { Page } from "@playwright/test";
import { mockRateLimits, mockTools, mockUsage } from "../mocks/statistics";
import { figures } from "../mocks/statistics-figures";
import { expect, test } from "./fixtures";

const figure = (page: Page, name: string) =>
  page.locator("dl > div").filter({ has: page.getByText(name, { exact: true }) });

const asked = (api: { statisticsRequests: string[] }, name: string) =>
  api.statisticsRequests
    .filter((url) => url.startsWith(`/api/stats/${name}?`))
    .map((url) => new URLSearchParams(url.split("?")[1]));

test("usage tells what it all came to, group by group", async ({ page, api, home }) => {
  const usage = {
    ...figures(
      { input: 1_200, cacheRead: 9_340_000, cacheWrite5m: 658_800, output: 48_000 },
      3,
      1_234,
    ),
    lostTokens: 21_000,
    missCost: 0.07,
  };
  api.statistics.usage = (search) => ({
    ...mockUsage(search),
    total: { ...usage, spending: { ...usage.spending, unpricedRequests: 2 } },
    groups: [
      { key: "claude-opus-4-5-20251101", usage, points: [] },
      { key: "gpt-4o", usage: figures({ output: 10 }, 0, 1), points: [] },
    ],
  });
  await page.goto(`${home}/usage`);

  // By hand: 1,200 x $3 + 9.34 M x $0.30 + 658,800 x $3.75 + 48,000 x $15, per million.
  await expect(figure(page, "Cost")).toContainText("$6.00");
  await expect(figure(page, "Cost")).toContainText("and 2 requests without a price");
  await expect(figure(page, "Requests")).toContainText("1,234");
  await expect(figure(page, "Requests")).toContainText("3 failed");
  await expect(figure(page, "Input tokens")).toContainText("10.0M");
  await expect(figure(page, "Input tokens")).toContainText("93.4 % from the cache");
  await expect(figure(page, "Cache misses cost")).toContainText("$0.07");
  await expect(figure(page, "Cache misses cost")).toContainText("21k tokens lost");
  const rows = page.getByRole("table", { name: "Usage by model" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("opus-4-5");
  await expect(rows.nth(1)).toContainText("$6.00");
});

test("the view stands in the URL: time, periods, groups, order, filters", async ({
  page,
  api,
  home,
}) => {
  await page.goto(`${home}/usage`);
  await page.getByRole("radio", { name: "7d" }).click();
  await expect(page).toHaveURL(/\/usage\?range=7d$/);
  await page.getByRole("radio", { name: "Hours" }).click();
  await page.getByRole("radio", { name: "Project" }).click();
  await page.getByRole("radio", { name: "Tokens" }).click();
  await page.getByRole("button", { name: "Requests" }).click();
  await page.getByRole("button", { name: "/home/dev/shop" }).click();
  await expect
    .poll(() => Object.fromEntries(new URL(page.url()).searchParams))
    .toEqual({
      range: "7d",
      by: "hour",
      group: "project",
      metric: "tokens",
      column: "requests",
      project: "/home/dev/shop",
    });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Tokens by hour" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Filters" })).toContainText("/home/dev/shop");
  await expect(page.getByRole("columnheader", { name: "Requests" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  await expect
    .poll(() => Object.fromEntries(asked(api, "usage").at(-1) ?? []))
    .toMatchObject({ by: "hour", group: "project", project: "/home/dev/shop", zone });

  await page.getByTitle("Remove this filter").click();
  await expect(page).not.toHaveURL(/project=%2F/);
  await expect(page.getByRole("link", { name: "CSV" })).toHaveAttribute(
    "href",
    /^\/api\/costs\/csv\?from=.+&by=hour&zone=.+&group=project$/,
  );
});

test("usage by tool overlaps, and leads to the requests that call one", async ({
  page,
  api,
  home,
}) => {
  await page.goto(`${home}/usage`);
  const kinds = page.getByRole("radio", { name: "By kind" });
  await expect(kinds).toBeVisible();
  await page.getByRole("radio", { name: "Tool", exact: true }).click();
  await expect(page).toHaveURL(/group=tool/);
  await expect(
    page.getByText("A request counts for each tool that its answer calls"),
  ).toBeVisible();
  await expect(kinds).toBeHidden();
  await expect(page.getByRole("rowheader", { name: "No tool called" })).toBeVisible();
  expect(asked(api, "usage").at(-1)?.get("group")).toBe("tool");
  await page.getByRole("link", { name: "Bash" }).click();
  await expect(page).toHaveURL(/\/requests\?tool=Bash$/);
});

test("a chart can be read by keyboard and as a table", async ({ page, api, home }) => {
  api.statistics.usage = (search) => {
    const report = mockUsage(search);
    const [group] = report.groups;
    const periods = [11, 22, 33].map((requests, period) => ({
      startedAt: new Date(2026, 10, 20 + period).toISOString(),
      usage: figures({}, 0, requests),
    }));
    return {
      ...report,
      by: "day",
      periods,
      groups: [
        {
          ...group,
          points: [11, 22, 30].map((requests, period) => ({
            period,
            requests,
            tokens: 0,
            cost: 0,
          })),
        },
      ],
    };
  };
  await page.goto(`${home}/usage?metric=requests`);
  const chart = page.getByRole("slider", { name: "Requests by day" });
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(chart).toHaveAttribute("aria-valuetext", "Sun 22 Nov: sonnet-4-5 30, Others 3");
  await page.keyboard.press("ArrowLeft");
  await expect(chart).toHaveAttribute("aria-valuenow", "1");
  await expect(page.getByText("Sat 21 Nov")).toBeVisible();

  await page.getByRole("button", { name: "Show as a table" }).click();
  await expect(
    page.getByRole("region", { name: "Requests by day" }).getByRole("row").nth(1),
  ).toHaveText("Sun 22 Nov303");
});

test("drawing over a part of a chart shows it closer", async ({ page, home }) => {
  await page.goto(`${home}/usage`);
  const chart = page.getByRole("slider", { name: "Cost by day" });
  await expect(chart.locator("canvas")).toBeVisible();
  const box = await chart.boundingBox();
  if (!box) throw new Error("no chart");
  await page.mouse.move(box.x + box.width * 0.5, box.y + 80);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 80, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.+&until=/);
  await page.getByTitle("Back to the usual time").click();
  await expect(page).toHaveURL(/\/usage$/);
});

test("budgets and limits tell what is left", async ({ page, api, home }) => {
  api.statistics["rate-limits"] = (search) => mockRateLimits(search);
  api.statistics.usage = (search) => ({
    ...mockUsage(search),
    budgets: [{ period: "day", startedAt: new Date().toISOString(), limit: 20, spent: 25 }],
  });
  await page.goto(`${home}/usage`);
  await expect(page.getByText("$5.00 over the budget")).toBeVisible();
  await expect(page.getByRole("meter", { name: "Subscription, 7 days, left" })).toHaveAttribute(
    "aria-valuenow",
    "14",
  );
  await expect(
    page.getByRole("img", { name: /^Subscription, 7 days, used over time: 8\d\.?\d? % at most/ }),
  ).toBeVisible();
  await expect(page.getByText("allowed warning")).toBeVisible();
  await expect(page.getByText("1.50M of 2.00M")).toBeVisible();
});

test("performance tells percentiles, and of one model alone", async ({ page, api, home }) => {
  await page.goto(`${home}/performance?range=24h`);
  await expect(figure(page, "First token, median")).toContainText("1.18 s");
  await expect(figure(page, "Duration, median")).toContainText("9.40 s");
  await expect(figure(page, "Tokens a second, median")).toContainText("61.0 /s");
  await page
    .getByRole("table", { name: "Performance by model" })
    .getByRole("button", { name: "haiku-4-5" })
    .click();
  await expect(page).toHaveURL(/model=claude-haiku-4-5-20251001/);
  await expect(page.getByRole("combobox", { name: "Model" })).toHaveValue(
    "claude-haiku-4-5-20251001",
  );
  await expect
    .poll(() => asked(api, "performance").at(-1)?.get("model"))
    .toBe("claude-haiku-4-5-20251001");
});

test("tools tell how often they were called, how they failed, and on what", async ({
  page,
  api,
  home,
}) => {
  api.statistics.tools = (search) => {
    const report = mockTools(search);
    return { ...report, tools: report.tools.slice(0, 9) };
  };
  await page.goto(`${home}/tools`);
  const rows = page.getByRole("table", { name: "Tools", exact: true }).getByRole("row");
  await expect(rows.nth(1)).toHaveText(/^Bash4,8127\.7 %1\.90 s/);
  await expect(rows.nth(9)).toHaveText(/^search_codegithub96/);
  await page.getByRole("button", { name: "Failed" }).click();
  await expect(rows.nth(1)).toContainText("Bash");
  await expect(page).toHaveURL(/column=failed/);
  await expect(
    page.getByRole("region", { name: "Most read files" }).last().getByRole("listitem").first(),
  ).toContainText("cart.ts212");
});

test("an empty time and a failure say what to do", async ({ page, api, home, mayComplain }) => {
  mayComplain(/503/);
  api.statistics.usage = (search) => ({
    ...mockUsage(search),
    firstAt: null,
    periods: [],
    groups: [],
    total: figures({}, 0, 0),
  });
  await page.goto(`${home}/usage`);
  await expect(page.getByText("Usage shows here with the first request")).toBeVisible();

  api.problem = { status: 503, title: "The index is not there yet", detail: "It is being made." };
  await page.goto(`${home}/tools`);
  await expect(page.getByRole("alert")).toContainText("It is being made.");
  api.problem = undefined;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("table", { name: "Tools", exact: true })).toBeVisible();
});

test("at 800 pixels no column of a table has to be scrolled to", async ({ page, home }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  for (const [path, label] of [
    ["usage", "Groups"],
    ["tools", "Tools, one a line"],
    ["performance", "Models"],
  ] as const) {
    await page.goto(`${home}/${path}`);
    const region = page.getByRole("region", { name: label, exact: true });
    await expect(region.getByRole("table")).toBeVisible();
    await expect
      .poll(() => region.evaluate((one) => one.scrollWidth - one.clientWidth), path)
      .toBe(0);
  }
});
