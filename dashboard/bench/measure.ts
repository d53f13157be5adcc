import type { Page } from "@playwright/test";

/** How something went in the page. */
export interface Opening {
  millis: number;
  longestTask: number;
  nodes: number;
}

export function print(what: string, { millis, longestTask, nodes }: Opening) {
  process.stdout.write(
    `  ${what.padEnd(34)} ${millis.toFixed(0).padStart(5)} ms   longest task ${longestTask.toFixed(0).padStart(3)} ms   ${nodes} nodes\n`,
  );
}

/** What else the machine does can only make a page slower: of several rounds the best one counts. */
export function best(rounds: readonly Opening[]): Opening {
  const least = (value: (round: Opening) => number) => Math.min(...rounds.map(value));
  return {
    millis: least(({ millis }) => millis),
    longestTask: least(({ longestTask }) => longestTask),
    nodes: Math.max(...rounds.map(({ nodes }) => nodes)),
  };
}

/** Clicks on what the first selector finds, and says how long it took until the second finds something. */
export function follow(page: Page, click: string, content: string): Promise<Opening> {
  return page.evaluate(
    async ([link, selector]) => {
      let longestTask = 0;
      const tasks = new PerformanceObserver((list) => {
        for (const task of list.getEntries()) longestTask = Math.max(longestTask, task.duration);
      });
      tasks.observe({ type: "longtask" });
      const start = performance.now();
      document.querySelector<HTMLElement>(link)?.click();
      while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const millis = performance.now() - start;
      // Tasks are told of late, and there is more to do once the content is there.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      tasks.disconnect();
      return { millis, longestTask, nodes: document.querySelectorAll("*").length };
    },
    [click, content] as const,
  );
}

/** Scrolls through something, so many pixels with each frame. */
export function scroll(page: Page, selector: string, pixels: number, frames: number) {
  return page.evaluate(
    async ([target, step, count]) => {
      let longestTask = 0;
      const tasks = new PerformanceObserver((list) => {
        for (const task of list.getEntries()) longestTask = Math.max(longestTask, task.duration);
      });
      tasks.observe({ type: "longtask" });
      const region = document.querySelector(target);
      const start = performance.now();
      let nodes = 0;
      for (let frame = 0; frame < count; frame++) {
        region?.scrollBy(0, step);
        await new Promise(requestAnimationFrame);
        nodes = Math.max(nodes, document.querySelectorAll("*").length);
      }
      const millis = performance.now() - start;
      await new Promise((resolve) => setTimeout(resolve, 300));
      tasks.disconnect();
      return { millis, longestTask, nodes };
    },
    [selector, pixels, frames] as const,
  );
}
