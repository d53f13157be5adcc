import type { Page } from "@playwright/test";
import { mockRoute } from "../mocks/routing";
import { CALLS, toolMessages } from "../mocks/tools";
import type { RouteDetail } from "../src/api/client";
import { TABS } from "../src/features/exchange/tabs";
import type { FakeApi } from "./fake-api";
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

/** An answer that says the payloads in every place there is. */
function poisonedEvents(): object[] {
  const blocks = [
    { type: "text", text: TEXT },
    { type: "thinking", thinking: TEXT },
    { type: "tool_use", id: "x", name: "Bash", input: { command: TEXT, description: TEXT } },
    { type: TEXT, data: TEXT },
  ];
  return [
    { type: "message_start", message: { id: TEXT, model: TEXT, usage: { [TEXT]: TEXT } } },
    ...blocks.map((content_block, index) => ({
      type: "content_block_start",
      index,
      content_block,
    })),
    { type: "message_delta", delta: { stop_reason: TEXT } },
    { type: "error", error: { type: TEXT, message: TEXT } },
  ].map((event, index) => ({
    index,
    atMicros: 1,
    type: TEXT,
    data: JSON.stringify(event),
    complete: true,
  }));
}

/** A record of two requests that say them, and nothing else. Hands out where the first one is. */
function poison(api: FakeApi): string {
  api.fill(2);
  const [exchange, before] = api.record;
  if (!exchange || !before) throw new Error("no exchange");
  const poisonedExchange = {
    ...exchange,
    method: PAYLOADS[6] ?? "",
    path: `/v1/messages/${PAYLOADS[5]}`,
    query: PAYLOADS[1] ?? "",
    model: PAYLOADS[2] ?? "",
    agentId: PAYLOADS[3] ?? "",
    sessionId: PAYLOADS[4] ?? "",
    requestClass: TEXT,
    outcome: "upstream_error" as const,
    outcomeDetail: TEXT,
    status: 200,
  };
  api.record = [poisonedExchange, { ...poisonedExchange, id: before.id }];
  const lines = PAYLOADS.map((value, index) => ({ name: PAYLOADS.at(-index) ?? "", value }));
  api.details.set(exchange.id, {
    protocol: TEXT,
    requestHeaders: lines,
    responseHeaders: [{ name: "content-type", value: "text/event-stream" }, ...lines],
    route: poisoned(mockRoute(exchange)) as RouteDetail,
  });
  const tools = [{ name: PAYLOADS[0], description: TEXT, input_schema: { [TEXT]: TEXT } }];
  const request = { model: TEXT, [TEXT]: TEXT, system: TEXT, tools, messages: poisonedMessages() };
  api.requestBodies.set(exchange.id, JSON.stringify(request));
  api.requestBodies.set(before.id, JSON.stringify({ model: "claude", messages: toolMessages() }));
  api.responseBodies.set(exchange.id, JSON.stringify(poisonedEvents()));
  return `/requests/${exchange.id}`;
}

interface Walk {
  /** All that the tab ever said on the way. */
  text: string;
  /** What nobody but the dashboard itself may put there, and is there nevertheless. */
  foreign: string[];
  /** Whether the walk came to the end of everything that scrolls. */
  ended: boolean;
}

/** Lays open all that is folded and has all of it come past, in the page: a call for each would take long. */
function walk(page: Page): Promise<Walk> {
  return page.evaluate(async (unwanted) => {
    const MOST_STEPS = 600;
    const panel = document.querySelector("[role=tabpanel][data-state=active]");
    if (!panel) throw new Error("no panel");
    const text = new Set<string>();
    const foreign = new Set<string>();
    /** A step opens what is folded, or else moves what can be moved, the innermost first. */
    const step = () => {
      const folded = [...panel.querySelectorAll<HTMLElement>("[aria-expanded=false]")];
      for (const button of folded) button.click();
      if (folded.length > 0) return true;
      const regions = [...panel.querySelectorAll("*")].filter(
        (one) =>
          one.scrollHeight > one.clientHeight + 1 &&
          ["auto", "scroll"].includes(getComputedStyle(one).overflowY),
      );
      for (const region of regions.reverse()) {
        const from = region.scrollTop;
        region.scrollBy(0, region.clientHeight * 0.9);
        if (region.scrollTop > from) return true;
      }
      return false;
    };
    let moves = true;
    for (let steps = 0; moves && steps < MOST_STEPS; steps++) {
      await new Promise(requestAnimationFrame);
      await new Promise((resolve) => setTimeout(resolve));
      text.add(panel.textContent);
      for (const one of document.querySelectorAll(unwanted)) foreign.add(one.outerHTML);
      moves = step();
    }
    return { text: [...text].join("\n"), foreign: [...foreign], ended: !moves };
  }, FOREIGN);
}

/** Whether a text is there, as it is or as JSON writes it, however lines were broken. */
function says(text: string, payload: string): boolean {
  const written = JSON.stringify(payload).slice(1, -1);
  const again = JSON.stringify(written).slice(1, -1);
  return [payload, written, again].some((way) => text.includes(squeezed(way)));
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}

const VIEWS = ["view=answer", "view=events", "view=raw"].concat(
  TABS.slice(1).map((tab) => `tab=${tab}`),
);

for (const view of VIEWS) {
  test(`nothing on record is ever more than text: ${view}`, async ({ page, api, home }) => {
    await page.goto(`${home}${poison(api)}?${view}`);
    await expect(page.getByRole("tabpanel")).toContainText("document.title='owned'");
    const { text, foreign, ended } = await walk(page);
    expect(foreign).toEqual([]);
    expect(ended).toBe(true);
    const seen = squeezed(text);
    expect(PAYLOADS.flatMap((one) => one.split("\n")).filter((one) => !says(seen, one))).toEqual(
      [],
    );
    await expect(page).not.toHaveTitle("owned");
  });
}

test("nothing that a service says is ever more than text", async ({
  page,
  api,
  home,
  mayComplain,
}) => {
  // The browser tells of the answer itself.
  mayComplain(/503/);
  poison(api);
  api.health = { status: "down", parts: [{ name: TEXT, status: "down", message: TEXT }] };
  api.problem = { status: 503, title: TEXT, detail: TEXT };
  await page.goto(`${home}/requests`);
  await page.getByRole("button", { name: "Not working" }).click();
  await expect(page.getByRole("dialog", { name: "Health" })).toContainText(PAYLOADS[1] ?? "");
  await expect(page.getByRole("alert")).toContainText(PAYLOADS[1] ?? "");
  expect(
    await page.locator(FOREIGN).evaluateAll((found) => found.map((one) => one.outerHTML)),
  ).toEqual([]);
  await expect(page).not.toHaveTitle("owned");
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
