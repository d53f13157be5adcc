import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

const FOLDER = fileURLToPath(new URL("../../screenshots", import.meta.url));

/** For how long a page that is done changes nothing, and how long that is waited for, in ms. */
const STILL_MILLIS = 250;
const MOST_MILLIS = 6_000;

export const THEMES = ["light", "dark"] as const;
export const WIDTHS = [1440, 800] as const;

export interface Looks {
  theme: (typeof THEMES)[number];
  width: (typeof WIDTHS)[number];
}

/** Makes pictures of the page, each as soon as what comes late is there: fonts, Markdown, colours. */
export async function photographer(page: Page, { theme, width }: Looks) {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 900 });
  return async (name: string) => {
    await settled(page);
    const path = `${FOLDER}/${name}-${theme}-${width}.png`;
    await page.screenshot({ path, animations: "disabled" });
  };
}

/** Waits until nothing was added to the page or taken out of it for a moment. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    async ([still, most]) => {
      await document.fonts.ready;
      await new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          clearTimeout(rest);
          rest = setTimeout(done, still);
        });
        const done = () => {
          observer.disconnect();
          clearTimeout(latest);
          resolve();
        };
        let rest = setTimeout(done, still);
        const latest = setTimeout(done, most);
        observer.observe(document.body, { childList: true, subtree: true });
      });
    },
    [STILL_MILLIS, MOST_MILLIS] as const,
  );
}
