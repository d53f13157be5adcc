import config from "./playwright.config";

/** How quick the dashboard is, in a real browser, against the figures it has to hold. */
export default { ...config, testDir: "bench", testMatch: "*.bench.ts", workers: 1 };
