import { CALLS, toolMessages } from "../mocks/tools";
import { expect, test } from "./fixtures";

/** Texts that become something else wherever text is taken for more than text. */
const PAYLOADS = [
  "<img src=x onerror=\"document.title='owned'\">",
  "<script>document.title='owned'</script>",
  '<svg onload="document.title=\'owned\'"><a xlink:href="javascript:alert(1)">x</a></svg>',
  "<iframe srcdoc=\"<script>parent.document.title='owned'</script>\"></iframe>",
  "[x](javascript:document.title='owned')",
  "[y](  JaVaScRiPt&colon;document.title='owned')",
  "[z](data:text/html,<script>parent.document.title='owned'</script>)",
  "<javascript:document.title='owned'>",
  "![remote](https://example.invalid/pixel.png)",
  "![onload](x\"onerror=\"document.title='owned')",
  "</pre></textarea></title><style>body{display:none}</style>",
  "<a href=\"javascript:document.title='owned'\" autofocus onfocus=\"document.title='owned'\">a</a>",
  "<math><mtext><mglyph><style><!--</style><img src=x onerror=document.title='owned'>",
  "<form action=\"javascript:document.title='owned'\"><button>go</button></form>",
  '<object data="javascript:document.title=\'owned\'"></object><embed src="x"><base href="//x">',
  "```html\n<img src=x onerror=document.title='owned'>\n```",
  "~~~constructor\n__proto__\n~~~",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the payload.
  "{{constructor.constructor('document.title=1')()}}${7*7}",
  "\u202e\u0000\u001b]0;owned\u0007\u001b[31mred\u001b[8mhidden",
];
const TEXT = PAYLOADS.join("\n\n");
const SVG = Buffer.from(
  "<svg xmlns='http://www.w3.org/2000/svg' onload=\"document.title='owned'\"><script>1</script></svg>",
).toString("base64");

/** What nobody but the dashboard itself may put on the page. */
const FOREIGN =
  "img:not([src='/favicon.svg']), iframe, object, embed, form, svg a, math, base, main script, main style, a[href^='javascript' i], a[href^='data' i], [onerror], [onload], [onfocus]";

/** The same value with every text in it replaced, the names that decide what it is left alone. */
function poisoned(value: unknown, key = ""): unknown {
  if (typeof value === "string")
    return ["type", "media_type", "status"].includes(key) ? value : TEXT;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name)]),
  );
}

/** A conversation that says the payloads in every place there is. */
function poisonedMessages(): object[] {
  const calls = CALLS.flatMap(({ name, input, result, isError }, index) => [
    {
      role: "assistant",
      content: [{ type: "tool_use", id: `t${index}`, name, input: poisoned(input) }],
    },
    {
      role: "user",
      content: [
        {
          type: "tool_result",
          tool_use_id: `t${index}`,
          content: poisoned(result),
          is_error: isError,
        },
      ],
    },
  ]);
  return [
    { role: PAYLOADS[0], content: TEXT },
    {
      role: "user",
      content: [
        { type: "text", text: `<system-reminder>${TEXT}</system-reminder>` },
        { type: "thinking", thinking: TEXT },
        { type: "redacted_thinking", data: TEXT },
        { type: PAYLOADS[1], text: TEXT },
        { type: "image", source: { type: "base64", media_type: "image/svg+xml", data: SVG } },
        { type: "image", source: { type: "base64", media_type: "image/png", data: `${TEXT}"` } },
        { type: "image", source: { type: "base64", media_type: PAYLOADS[0], data: "AAAA" } },
        { type: "image", source: { type: "url", url: "https://example.invalid/pixel.png" } },
        { type: "document", title: TEXT, source: { type: "text", data: TEXT } },
        { type: "document", title: TEXT, source: { type: "url", url: "javascript:alert(1)" } },
        { type: "tool_use", id: TEXT, name: PAYLOADS[1], input: { [TEXT]: TEXT } },
        { type: "tool_use", id: "p", name: "mcp__<img src=x>__<svg onload=1>", input: {} },
        { type: "tool_result", tool_use_id: TEXT, content: TEXT },
      ],
    },
    ...calls,
  ];
}

test("nothing on record is ever more than text", async ({ page, api, home }) => {
  test.setTimeout(240_000);
  api.fill(2);
  const [exchange, before] = api.record;
  if (!exchange || !before) throw new Error("no exchange");
  const poisonedExchange = {
    ...exchange,
    path: "/v1/messages",
    query: PAYLOADS[1] ?? "",
    model: PAYLOADS[2] ?? "",
    agentId: PAYLOADS[3] ?? "",
    sessionId: PAYLOADS[4] ?? "",
    outcome: "upstream_error" as const,
    outcomeDetail: TEXT,
    status: 200,
  };
  api.record = [poisonedExchange, { ...poisonedExchange, id: before.id }];
  const tools = [{ name: PAYLOADS[0], description: TEXT, input_schema: { [TEXT]: TEXT } }];
  const request = { model: TEXT, [TEXT]: TEXT, system: TEXT, tools, messages: poisonedMessages() };
  api.requestBodies.set(exchange.id, JSON.stringify(request));
  api.requestBodies.set(before.id, JSON.stringify({ ...request, messages: toolMessages() }));
  const blocks = [
    { type: "text", text: TEXT },
    { type: "thinking", thinking: TEXT },
    { type: "tool_use", id: "x", name: "Bash", input: { command: TEXT, description: TEXT } },
    { type: TEXT, data: TEXT },
  ];
  api.responseBodies.set(
    exchange.id,
    JSON.stringify(
      blocks.map((content_block, index) => ({
        index,
        atMicros: 1,
        type: TEXT,
        data: JSON.stringify({ type: "content_block_start", index, content_block }),
        complete: true,
      })),
    ),
  );
  const views = [
    "",
    "?view=events",
    "?view=raw",
    ...["messages", "prompt", "parameters", "usage", "headers", "request", "compare"].map(
      (tab) => `?tab=${tab}`,
    ),
  ];
  for (const view of views) {
    await page.goto(`${home}/requests/${exchange.id}${view}`);
    await expect(page.getByRole("heading", { level: 1, name: "POST" })).toContainText("<script>");
    const panel = page.getByRole("tabpanel");
    if (!/usage|headers/.test(view)) await expect(panel).toContainText("document.title='owned'");
    // Everything there is comes past: to the end, with all that is folded laid open.
    for (let screen = 0; screen < 40; screen++) {
      await panel.locator("[aria-expanded=false]").evaluateAll((buttons) => {
        for (const button of buttons) (button as HTMLElement).click();
      });
      expect(
        await page.locator(FOREIGN).evaluateAll((found) => found.map((one) => one.outerHTML)),
      ).toEqual([]);
      const moved = await panel
        .locator("section[tabindex='0'], dl")
        .first()
        .evaluate(
          async (element) => {
            await new Promise(requestAnimationFrame);
            const from = element.scrollTop;
            element.scrollBy(0, element.clientHeight * 0.9);
            return element.scrollTop > from;
          },
          undefined,
          { timeout: 2_000 },
        )
        .catch(() => false);
      if (!moved) break;
    }
    await expect(page).not.toHaveTitle(/owned/);
  }
});

test("an image is shown only where it is nothing but pixels", async ({ page, api, home }) => {
  api.fill(1);
  const id = api.record[0]?.id ?? "";
  await page.goto(`${home}/requests/${id}?tab=messages`);
  await page.getByRole("searchbox", { name: "Find in messages" }).fill("graph.png");
  const image = page.getByRole("img", { name: "Part of the message" });
  await expect(image).toBeVisible();
  await expect(image).toHaveJSProperty("naturalWidth", 96);
});
