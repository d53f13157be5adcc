import config from "./playwright.config";

/** Pictures of every page in both themes and two widths, in `../screenshots`, to be looked at. */
export default { ...config, testMatch: "*screenshots.ts" };
