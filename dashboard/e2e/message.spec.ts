import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** Brings a call of a tool into view by looking for something that only it says. */
async function callOf(page: Page, name: string, text: string) {
  await page.getByRole("searchbox", { name: "Find in messages" }).fill(text);
  const call = page
    .getByRole("group", { name: `${name} call`, exact: true })
    .filter({ hasText: text });
  await expect(call.first()).toBeVisible();
  return call.first();
}

test.beforeEach(async ({ page, api, home }) => {
  api.fill(3);
  await page.goto(`${home}/requests/${api.record[0]?.id}?tab=messages`);
  await expect(page.getByText("Why does the queue drop records")).toBeVisible();
});

test("a message shows its text, its thinking, and what the client slipped in", async ({ page }) => {
  await expect(page.getByText("Be brief.")).toBeVisible();
  await page.getByRole("button", { name: "System reminder" }).first().click();
  await expect(
    page.getByRole("paragraph").filter({ hasText: "Today is Sunday. Be brief." }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Thinking" }).click();
  await expect(page.getByText("A burst of large bodies passes it.")).toBeVisible();
  await expect(page.getByText("Thinking that only the API can read, 320 characters")).toBeVisible();
  await expect(page.getByText("At 14:03 the disk stalled.")).toBeVisible();
  await expect(page.locator("strong", { hasText: "queue" })).toBeVisible();
});

test("every tool's call is shown as what it is, with what came of it", async ({ page }) => {
  const tests = await callOf(page, "Bash", "Run the queue's tests");
  await expect(tests).toContainText("exit 0");
  await expect(tests.locator(".text-good", { hasText: "14 passed" })).toBeVisible();
  await expect(await callOf(page, "Bash", "cat /etc/none")).toContainText("exit 1");

  const read = await callOf(page, "Read", "/home/ada/store/src/queue.ts");
  // A colour ends where its word does: a grammar that was given up colours all that follows alike.
  await expect(read.locator(".text-plum").first()).toHaveText("import");
  await read.getByRole("button", { name: /^Show all/ }).click();
  await read.getByRole("group").evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(read.getByText("// line 39")).toBeVisible();

  const edit = await callOf(page, "Edit", "this.drop(exchange)");
  await expect(edit).toContainText("+1 −1");
  await expect(edit.locator(".bg-good\\/25", { hasText: "rawSize" })).toBeVisible();
  await expect(await callOf(page, "MultiEdit", "const BATCH = 100;")).toContainText("2 edits");
  await expect(await callOf(page, "Write", "NOTES.md")).toContainText("3 lines");
  await expect(await callOf(page, "NotebookEdit", "df.describe()")).toContainText(
    "replace code cell c4",
  );
  await expect(await callOf(page, "Grep", "queue.offer(exchange)")).toContainText("2 lines");
  await expect(await callOf(page, "Glob", "**/*.test.ts")).toContainText("writer.test.ts");
  await expect(await callOf(page, "Agent", "Find who drops records")).toContainText("Explore");
  const todo = await callOf(page, "To do", "Counting raw bytes");
  await expect(todo).toContainText("1 of 3 done");
  await expect(todo.getByRole("img", { name: "being done" })).toBeVisible();
  await expect(await callOf(page, "Web fetch", "sqlite.org/wal.html")).toContainText(
    "without bound",
  );
  await expect(await callOf(page, "Web search", "checkpoint starvation")).toContainText(
    "Write-Ahead",
  );
  const question = await callOf(page, "Question", "What should the bound count?");
  await expect(question).toContainText("What goes to the disk");
  await expect(
    question.getByRole("listitem").filter({ has: page.getByLabel("chosen") }),
  ).toHaveText("Raw bytesWhat came over the wire");
  await expect((await callOf(page, "Plan", "Count raw bytes")).getByRole("table")).toBeVisible();
  await expect(await callOf(page, "Skill", "--strict")).toContainText("review");
  await expect(await callOf(page, "get_issue", "Records are dropped")).toContainText("github");
  await expect(await callOf(page, "Teleport", "the moon")).toContainText("You are there.");
});

test("a search finds what is not on the screen, and steps through it", async ({ page }) => {
  await page.keyboard.press("f");
  const box = page.getByRole("searchbox", { name: "Find in messages" });
  await expect(box).toBeFocused();
  await page.keyboard.type("rawSize");
  await expect(page.getByText("1 of 2")).toBeVisible();
  await expect(page.getByText("return this.drop").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 of 2")).toBeVisible();
  await expect(page.getByText("told to /health")).toBeVisible();
  await expect.poll(() => page.evaluate(() => CSS.highlights.get("found-now")?.size)).toBe(1);
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByText("1 of 2")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(box).toHaveValue("");
  await page.keyboard.press("]");
  await page.keyboard.press("[");
  await expect(page).toHaveURL(/tab=messages/);
});

test("prompt, tools, parameters and usage tell what they weigh", async ({ page }) => {
  await page.keyboard.press("3");
  await expect(page.getByText("You are Claude Code, Anthropic's official CLI")).toBeVisible();
  await expect(page.getByText("cache point")).toBeVisible();
  await expect(page.getByText(/≈ [\d,]+ tokens/).first()).toBeVisible();
  await page.getByRole("button", { name: /^Grep/ }).click();
  await expect(page.getByText("It never asks twice.")).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.getByText("32000")).toBeVisible();
  await page.keyboard.press("5");
  await expect(page.getByText("48,223")).toBeVisible();
  await expect(page.getByText("214").first()).toBeVisible();
});

test("a request is compared with the one before it, and with any other", async ({
  page,
  api,
  home,
}) => {
  const [now, , third] = api.record;
  if (!now || !third) throw new Error("no exchanges");
  const body = {
    model: "a",
    system: "Be brief.",
    messages: [{ role: "user", content: "Count to 3" }],
  };
  api.record = api.record.map((one) => ({
    ...one,
    path: now.path,
    sessionId: "s",
    agentId: null,
    facts: null,
  }));
  const before = api.record[1]?.id ?? "";
  api.requestBodies.set(before, JSON.stringify(body));
  api.requestBodies.set(
    now.id,
    JSON.stringify({
      ...body,
      system: "Be very brief.",
      messages: [...body.messages, { role: "assistant", content: "1 2 3" }],
    }),
  );
  api.requestBodies.set(third.id, JSON.stringify({ ...body, model: "b" }));
  await page.goto(`${home}/requests/${now.id}?tab=compare`);
  await expect(page.getByText("Unchanged: parameters 1 · messages 1")).toBeVisible();
  await expect(page.getByRole("region", { name: "System prompt: System 1" }).first()).toContainText(
    "very",
  );
  await expect(page.getByRole("region", { name: "Messages: 2, assistant" }).first()).toContainText(
    "1 2 3",
  );
  await page.getByRole("combobox", { name: "The one before" }).selectOption(third.id);
  await expect(page).toHaveURL(new RegExp(`with=${third.id}`));
  await expect(page.getByRole("region", { name: "Parameters: model" }).first()).toContainText(
    "model: b",
  );
});

test("the palette does what it names", async ({ page, home }) => {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Command" })).toBeFocused();
  await page.keyboard.type("dark");
  await expect(page.getByRole("listbox").getByRole("option")).toHaveText([
    /Use dark colours/,
    /Search for/,
  ]);
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page).toHaveURL(`${home}/requests`);
});

test("a request can be taken away as a command", async ({ page, api, home }) => {
  await page.getByRole("button", { name: "Copy as cURL" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`curl -s '${home}/api/requests/${api.record[0]?.id}/request-body' |`);
  expect(copied).toContain('-H "x-api-key: $ANTHROPIC_API_KEY"');
});
