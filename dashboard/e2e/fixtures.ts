import { test as base, expect } from "@playwright/test";
import { FakeApi } from "./fake-api";

/** A page of a built dashboard, whose API a test plays on, and which must not complain. */
export const test = base.extend<{ api: FakeApi; home: string; quiet: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner wants a pattern.
  api: async ({}, use) => {
    const api = new FakeApi();
    await use(api);
    await api.stop();
  },
  home: async ({ api }, use) => {
    await use(await api.start());
  },
  /** What the page complains of; a test that expects complaints takes them out. */
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning")
          complaints.push(message.text());
      });
      page.on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol !== "data:" && hostname !== "127.0.0.1")
          complaints.push(`something was fetched from elsewhere: ${request.url()}`);
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
