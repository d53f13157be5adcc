/** Which side of an exchange is open, as it stands in the URL; the first one goes without saying. */
export const TABS = [
  "response",
  "messages",
  "prompt",
  "parameters",
  "usage",
  "headers",
  "request",
  "compare",
  "routing",
] as const;
export type Tab = (typeof TABS)[number];

/** How an answer is shown; without a choice, as what it is. */
export const VIEWS = ["answer", "events", "raw"] as const;
export type View = (typeof VIEWS)[number];

export interface TabSearch {
  tab?: Tab;
  view?: View;
  /** The exchange that is compared with; without one, the one before. */
  with?: string;
}

export function parseTabs(search: Readonly<Record<string, unknown>>): TabSearch {
  const tab = TABS.find((known) => known === search.tab);
  const view = VIEWS.find((known) => known === search.view);
  const other = typeof search.with === "string" ? search.with : "";
  return {
    ...(tab && tab !== TABS[0] && { tab }),
    ...(view && { view }),
    ...(other !== "" && { with: other }),
  };
}

/** What is left of a search when nothing is open. */
export function withoutTabs<T extends TabSearch>({ tab: _, view: __, with: ___, ...others }: T) {
  return others;
}
