import type { Page } from "@playwright/test";
import { expect, test } from "../e2e/fixtures";
import { best, type Opening, print, scroll } from "./measure";

/** 100 file reads of 332 lines: what a long session of Claude Code sends with each call. */
function largeRequest(): string {
  const messages = Array.from({ length: 100 }, (_, turn) => [
    {
      role: "assistant",
      content: [
        { type: "text", text: `Now **file ${turn}**, to see how \`line\` is used.` },
        { type: "tool_use", id: `t${turn}`, name: "Read", input: { file_path: `/src/${turn}.ts` } },
      ],
    },
    {
      role: "user",
      content: [
        {
          type: "tool_result",
          tool_use_id: `t${turn}`,
          content: Array.from(
            { length: 332 },
            (_, line) =>
              `${String(line + 1).padStart(6)}→export const line${line} = ${turn} * ${line}; // ok`,
          ).join("\n"),
        },
      ],
    },
  ]).flat();
  return JSON.stringify({ model: "claude", system: "Be brief.", tools: [], messages });
}

/** Opens a tab of the request, and says how long it took until its content was painted. */
async function open(page: Page, tab: string, content: string): Promise<Opening> {
  return page.evaluate(
    async ([name, selector]) => {
      let longestTask = 0;
      const tasks = new PerformanceObserver((list) => {
        for (const task of list.getEntries()) longestTask = Math.max(longestTask, task.duration);
      });
      tasks.observe({ type: "longtask" });
      const button = [...document.querySelectorAll("[role=tab]")].find(
        (one) => one.textContent === name,
      );
      const start = performance.now();
      // What the tabs listen to.
      button?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, button: 0 }));
      while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const millis = performance.now() - start;
      // Tasks are told of late, and there is more to do once the content is there.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      tasks.disconnect();
      return { millis, longestTask, nodes: document.querySelectorAll("*").length };
    },
    [tab, content] as const,
  );
}

const ROUNDS = 4;

test("a request of 1.4 MB", async ({ page, api, home }) => {
  const body = largeRequest();
  process.stdout.write(
    `\n  A request of ${(body.length / 1e6).toFixed(2)} MB, 100 reads of 332 lines\n`,
  );
  api.fill(ROUNDS);
  const messages: Opening[] = [];
  const scrolling: Opening[] = [];
  const raw: Opening[] = [];
  for (const { id } of [...api.record]) {
    api.requestBodies.set(id, body);
    await page.goto(`${home}/requests/${id}`);
    await expect(page.getByRole("region", { name: "Answer" })).toBeVisible();
    messages.push(await open(page, "Messages", "[role=tabpanel] article"));
    scrolling.push(await scroll(page, "[aria-label=Messages]", 400, 120));
    raw.push(await open(page, "Body", "[aria-label='Request body'] span.text-info"));
  }
  for (const [what, rounds] of [
    ["messages", messages],
    ["scrolling through 48,000 pixels", scrolling],
    ["the body, set out", raw],
  ] as const) {
    for (const round of rounds) print(what, round);
    expect.soft(best(rounds).longestTask, what).toBeLessThan(100);
    expect.soft(best(rounds).nodes, what).toBeLessThan(5_000);
  }
  expect.soft(best(messages).millis).toBeLessThan(300);
});
