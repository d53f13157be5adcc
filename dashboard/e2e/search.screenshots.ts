import { expect, test } from "./fixtures";
import { photographer, THEMES, WIDTHS } from "./shoot";

const PAGES = [
  ["search", "/search", "Everything that was ever said"],
  ["search-found", "/search?q=till", "The old till"],
  ["search-none", "/search?q=nothing+of+the+kind", "Nothing"],
  ["files-projects", "/files", "mend-the-till"],
  ["files-transcripts", "/files?project=%2Fhome%2Fdev%2Fshop", "The old till"],
  ["files-todos", "/files?folder=todos", "Round half to even"],
  ["files-plans", "/files?folder=plans&plan=mend-the-till.md", "find it"],
  ["files-transcript", "/files/transcripts/1", "old/till.c:7: round("],
] as const;

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    test(`search and files, ${theme}, ${width} pixels`, async ({ page, home }) => {
      const shoot = await photographer(page, { theme, width });
      for (const [name, path, seen] of PAGES) {
        await page.goto(`${home}${path}`);
        await expect(page.getByText(seen).first()).toBeVisible();
        await shoot(name);
      }
    });
  }
}
