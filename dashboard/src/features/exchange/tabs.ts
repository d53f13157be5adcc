/** Which side of an exchange is open, as it stands in the URL; the first one goes without saying. */
export const TABS = ["response", "request", "headers"] as const;
export type Tab = (typeof TABS)[number];

/** How an answer is shown; without a choice, as what it is. */
export const VIEWS = ["answer", "events", "raw"] as const;
export type View = (typeof VIEWS)[number];

export interface TabSearch {
  tab?: Tab;
  view?: View;
}

export function parseTabs(search: Readonly<Record<string, unknown>>): TabSearch {
  const tab = TABS.find((known) => known === search.tab);
  const view = VIEWS.find((known) => known === search.view);
  return { ...(tab && tab !== TABS[0] && { tab }), ...(view && { view }) };
}
