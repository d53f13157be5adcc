import type { CDPSession } from "@playwright/test";
import { expect, test } from "../e2e/fixtures";
import { freshExchange } from "../mocks/exchanges";
import { mockPlace, mockProgress } from "../mocks/live";

/** An hour in which a request begins every two seconds, told as fast as the page takes it in. */
const SLICES = 6;
const PER_SLICE = 300;
const AT_ONCE = 10;
const WORDS = "The queue drops records when the writer falls behind. ".repeat(8);

interface Size {
  heap: number;
  nodes: number;
}

/** What the page holds once all that can be let go of is gone. */
async function sizeOf(page: CDPSession): Promise<Size> {
  await page.send("HeapProfiler.collectGarbage");
  const { usedSize } = await page.send("Runtime.getHeapUsage");
  const { nodes } = await page.send("Memory.getDOMCounters");
  return { heap: usedSize, nodes };
}

for (const [path, what] of [
  ["live", "what is live"],
  ["requests", "the list of requests"],
] as const) {
  test(`an hour of live traffic, looking at ${what}`, async ({ page, api, home }) => {
    test.setTimeout(240_000);
    api.converse(3);
    api.fill(100);
    const [conversation] = api.conversations;
    if (!conversation) throw new Error("nobody talks");
    await page.goto(`${home}/${path}`);
    await expect.poll(() => api.listening).toBe(1);
    const devtools = await page.context().newCDPSession(page);
    const began = Date.now();
    const sizes: Size[] = [];
    for (let slice = 0; slice < SLICES; slice++) {
      for (let place = 0; place < PER_SLICE; place++) {
        const flight = { ...freshExchange(began + slice * PER_SLICE + place), status: 200 };
        const ended = {
          ...flight,
          outcome: "completed" as const,
          durationMicros: 2_000_000,
          responseBytes: 8_000,
        };
        api.happens(flight);
        api.tell("indexed", mockPlace(flight, conversation));
        for (let at = 0; at < 6; at++) {
          const text = `${at} ${WORDS}`;
          api.tell(
            "answer",
            mockProgress(flight.id, [{ type: "text", text, at: at * text.length }]),
          );
        }
        api.happens(ended);
        api.tell("indexed", mockPlace(ended, conversation));
        if (place % AT_ONCE === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
      }
      const last = freshExchange(began + (slice + 1) * PER_SLICE - 1).id;
      await expect(page.locator(`main a[href*="${last}"]`).first()).toBeVisible();
      sizes.push(await sizeOf(devtools));
    }
    const told = sizes.map(({ heap }) => `${(heap / 1e6).toFixed(1)} MB`).join(", ");
    process.stdout.write(`\n  An hour of live traffic, ${what}, every ten minutes: ${told}\n`);
    const [, , third, , , end] = sizes;
    if (!third || !end) throw new Error("nothing was measured");
    expect.soft(end.heap).toBeLessThan(third.heap * 1.1);
    expect.soft(end.nodes).toBeLessThan(third.nodes * 1.1);
  });
}
