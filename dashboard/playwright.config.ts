import { defineConfig } from "@playwright/test";

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** What a person does, in a real browser, on the built dashboard under the gateway's policy. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  reporter: "list",
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  // Every test has a page and an API of its own; the long ones of one file go to whoever is free.
  fullyParallel: true,
  workers: 2,
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    launchOptions: { executablePath: chromium, args: ["--no-sandbox"] },
  },
});
