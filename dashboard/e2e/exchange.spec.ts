import { freshExchange, mockEvents } from "../mocks/exchanges";
import { expect, test } from "./fixtures";

test("a deep link opens one request, and Escape goes back to the list", async ({
  page,
  api,
  home,
}) => {
  api.fill(30);
  const id = api.record[7]?.id;
  await page.goto(`${home}/requests/${id}?view=events`);
  await expect(page.getByRole("heading", { name: "POST /v1/messages?beta=true" })).toBeVisible();
  await expect(page.getByRole("button", { name: /message_start/ })).toBeVisible();
  await expect(page.getByText("byte for byte")).toBeVisible();

  await page.keyboard.press("7");
  await expect(page).toHaveURL(/tab=request/);
  await expect(page.getByText('"messages"')).toBeVisible();
  await page.keyboard.press("6");
  await expect(page.getByText("fingerprint:5f8a1c02")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(`${home}/requests`);
});

test("the keyboard goes through the list", async ({ page, api, home }) => {
  api.fill(5);
  const [first, second, third] = api.record.map(({ id }) => id);
  await page.goto(`${home}/requests`);
  await expect(page.locator(`[data-exchange="${first}"]`)).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.locator(`[data-exchange="${first}"]`)).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.locator(`[data-exchange="${second}"]`)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${home}/requests/${second}`);
  // The address changes first; the keys belong to what is on the page.
  await expect(page.getByRole("tab", { name: "Answer" })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(`${home}/requests/${third}`);
  await page.keyboard.press("k");
  await expect(page).toHaveURL(`${home}/requests/${second}`);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keyboard" });
  await expect(keys).toBeVisible();
  await expect(keys.getByText("Go to performance")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("an answer is read while it streams", async ({ page, api, home }) => {
  const begun = {
    ...freshExchange(Date.now()),
    status: 200,
    timeToFirstByteMicros: 100_000,
    responseBytes: 10,
  };
  const events = mockEvents(begun);
  api.record = [begun];
  api.responseBodies.set(begun.id, JSON.stringify(events.slice(0, 8)));
  await page.goto(`${home}/requests/${begun.id}`);
  await expect(page.getByText("The queue is bounded")).toBeVisible();
  await expect(page.getByText("Let me run the tests")).toBeHidden();
  await expect.poll(() => api.listening).toBe(1);

  api.responseBodies.set(begun.id, JSON.stringify(events));
  api.happens({ ...begun, responseBytes: 2_000 });
  await expect(page.getByText("Let me run the tests")).toBeVisible();
  await expect(page.getByText("Stop reason")).toBeHidden();

  api.happens({ ...begun, responseBytes: 2_100, outcome: "completed", durationMicros: 900_000 });
  await expect(page.getByText("Stop reason")).toBeVisible();
  await expect(page.getByRole("region", { name: "Answer" })).toContainText("tool_use");
});

test("a large request opens at once and stays small", async ({ page, api, home }) => {
  api.fill(1);
  const [exchange] = api.record;
  if (!exchange) throw new Error("no exchange");
  const file = Array.from(
    { length: 332 },
    (_, i) => `${i}\tconst line = "${"x".repeat(20)}";`,
  ).join("\n");
  const messages = Array.from({ length: 100 }, (_, i) => ({
    role: "user",
    content: [{ type: "tool_result", tool_use_id: `toolu_${i}`, content: file }],
  }));
  api.requestBodies.set(exchange.id, JSON.stringify({ model: "claude", messages }));
  await page.goto(`${home}/requests/${exchange.id}`);
  await page.getByRole("tab", { name: "Body" }).click();
  await expect(page.getByText('"model"')).toBeVisible();
  expect(await page.locator("*").count()).toBeLessThan(5_000);
  const body = page.getByRole("region", { name: "Request body" });
  await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(body.getByText("331\\tconst")).toBeVisible();
});

test("an unknown request is told as what it is", async ({ page, home, mayComplain }) => {
  mayComplain(/404/);
  await page.goto(`${home}/requests/0000000000000`);
  await expect(page.getByRole("alert")).toContainText("There is no such exchange.");
});
