import type { Locator, Page } from "@playwright/test";
import type { FakeApi } from "./fake-api";
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

interface Call {
  name: string;
  input: object;
  /** Nothing while it is waited for. */
  result?: string;
  isError?: boolean;
}

/** Opens a request that tells of these calls and nothing else. */
async function openCalls(page: Page, api: FakeApi, home: string, calls: readonly Call[]) {
  const id = api.record[1]?.id ?? "";
  const messages = calls.flatMap(({ name, input, result, isError = false }, index) => [
    { role: "assistant", content: [{ type: "tool_use", id: `toolu_${index}`, name, input }] },
    ...(result === undefined
      ? []
      : [
          {
            role: "user",
            content: [
              {
                type: "tool_result",
                tool_use_id: `toolu_${index}`,
                content: result,
                is_error: isError,
              },
            ],
          },
        ]),
  ]);
  api.requestBodies.set(id, JSON.stringify({ model: "claude", messages }));
  await page.goto(`${home}/requests/${id}?tab=messages`);
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

test("a question shows which of its options were chosen, and no other", async ({
  page,
  api,
  home,
}) => {
  const options = (...labels: string[]) =>
    labels.map((label) => ({ label, description: `About ${label}` }));
  await openCalls(page, api, home, [
    {
      name: "AskUserQuestion",
      input: {
        questions: [
          { header: "Bound", question: "What counts?", options: options("Raw bytes", "Records") },
          {
            header: "Places",
            question: "Where?",
            multiSelect: true,
            options: options("offer", "take, then give", "close"),
          },
          { header: "Name", question: "How is it called?", options: options("Queue", "Buffer") },
        ],
      },
      result:
        'The user answered: "What counts?"="Records", "Where?"="offer,take, then give", "How is it called?"="The waiting room". Read the answers carefully.',
    },
    {
      name: "AskUserQuestion",
      input: {
        questions: [{ header: "Wait", question: "For how long?", options: options("1 s", "2 s") }],
      },
    },
  ]);
  const calls = page.getByRole("group", { name: "Question call" });
  const chosen = (call: Locator) =>
    call.getByRole("listitem").filter({ has: page.getByLabel("chosen") });
  await expect(calls.first()).toContainText("Bound · Places · Name");
  await expect(calls.first().getByRole("listitem")).toHaveCount(7);
  await expect(chosen(calls.first())).toHaveText([
    "RecordsAbout Records",
    "offerAbout offer",
    "take, then giveAbout take, then give",
  ]);
  // What was none of the options stands in the answer.
  await expect(calls.first()).toContainText("The waiting room");
  await expect(calls.last().getByRole("listitem")).toHaveText(["1 sAbout 1 s", "2 sAbout 2 s"]);
  await expect(chosen(calls.last())).toHaveCount(0);
});

test("a plan shows as what it is, and whether it was accepted", async ({ page, api, home }) => {
  const plan = "## Queue\n\n| step | risk |\n|---|---|\n| Count raw bytes | low |";
  await openCalls(page, api, home, [
    { name: "EnterPlanMode", input: {}, result: "Entered plan mode. Do not write any files yet." },
    {
      name: "ExitPlanMode",
      input: { plan: "Guess the bound." },
      result: "The user doesn't want to proceed with this tool use.",
      isError: true,
    },
    {
      name: "ExitPlanMode",
      input: {},
      result: `User has approved your plan. You can now start coding.\n\n## Approved Plan:\n${plan}`,
    },
    {
      name: "ExitPlanMode",
      input: { plan: "Count the records." },
      result:
        "User has approved your plan. You can now start coding.\n\n## Approved Plan (edited by user):\nCount *both*.",
    },
    { name: "ExitPlanMode", input: { plan: "Tell /health." } },
  ]);
  const mode = page.getByRole("group", { name: "Plan mode call" });
  await expect(mode).toHaveText(/^Plan modebegunaccepted.*Entered plan mode/);
  const plans = page.getByRole("group", { name: "Plan call", exact: true });
  await expect(plans).toHaveText([
    /^Planput forwardnot acceptedGuess the bound\..*doesn't want to proceed/,
    /^Planput forwardacceptedQueue\s+stepriskCount raw byteslowUser has approved your plan\. You can now start coding\.$/,
    /^Planput forwardaccepted with changesCount both\..*You can now start coding\.$/,
    /^Planput forwardTell \/health\.$/,
  ]);
  await expect(plans.nth(1).getByRole("heading", { name: "Queue" })).toBeVisible();
  await expect(plans.nth(1).getByRole("cell")).toHaveText(["Count raw bytes", "low"]);
  await expect(plans.nth(2).locator("em")).toHaveText("both");
  await expect(plans.nth(2)).not.toContainText("Count the records.");
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
