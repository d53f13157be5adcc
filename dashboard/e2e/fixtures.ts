import { test as base, expect } from "@playwright/test";
import { FakeApi } from "./fake-api";

/** A page of a built dashboard, whose API a test plays on, and which must not complain. */
export const test = base.extend<{ api: FakeApi; home: string; mayComplain: (of: RegExp) => void }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner wants a pattern.
  api: async ({}, use) => {
    const api = new FakeApi();
    await use(api);
    await api.stop();
  },
  home: async ({ api }, use) => {
    await use(await api.start());
  },
  /**
   * Announces what the page will complain of; whatever else it complains of makes a test fail. It
   * is over before the API is: a page complains of one that is gone.
   */
  mayComplain: [
    async ({ page, home: _outlivesThis }, use) => {
      const complaints: string[] = [];
      const announced: RegExp[] = [];
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
      await use((of) => void announced.push(of));
      expect(complaints.filter((complaint) => !announced.some((of) => of.test(complaint)))).toEqual(
        [],
      );
    },
    { auto: true },
  ],
});

export { expect };
