/** What is looked at in a conversation, as it stands in the URL. */
export interface ConversationSearch {
  /** The message that begins a turn. */
  turn?: string;
  /** Any message. */
  message?: string;
  /** An agent's conversation: the call that started it is shown. */
  agent?: string;
  /** The first request of a branch of the history; the last branch where it is absent. */
  branch?: string;
  /** What is shown beside it. */
  panel?: Panel;
}

export const PANELS = ["turns", "agents", "context"] as const;
export type Panel = (typeof PANELS)[number];

export function parseConversation(search: Readonly<Record<string, unknown>>): ConversationSearch {
  const found: ConversationSearch = {};
  for (const name of ["turn", "message"] as const) {
    const value = search[name];
    if (typeof value === "string" && /^\d{1,15}$/.test(value)) found[name] = value;
  }
  for (const name of ["agent", "branch"] as const) {
    const value = search[name];
    if (typeof value === "string" && value !== "") found[name] = value;
  }
  const panel = PANELS.find((known) => known === search.panel);
  if (panel) found.panel = panel;
  return found;
}
