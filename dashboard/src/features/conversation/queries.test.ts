import { expect, it } from "vitest";
import { mockConversation } from "../../../mocks/conversations";
import { type ConversationList, merge } from "./queries";

const conversations = Array.from({ length: 6 }, (_, place) => mockConversation(place, 0));
const list: ConversationList = {
  pages: [
    { items: conversations.slice(1, 3), next: "2" },
    { items: conversations.slice(3, 6), next: null },
  ],
  pageParams: [null, "2"],
};
const ids = ({ pages }: ConversationList) => pages.map(({ items }) => items.map(({ id }) => id));
const id = (place: number) => conversations[place]?.id;

it("puts what was active last on top, each conversation once", () => {
  const old = conversations[4];
  const fresh = conversations[0];
  if (!old || !fresh) throw new Error("no conversation");
  const active = { ...old, lastActivityAt: "2999-01-01T00:00:00Z", turns: 99 };
  const merged = merge(list, [active, fresh]);
  expect(ids(merged)).toEqual([
    [id(4), id(0), id(1), id(2)],
    [id(3), id(5)],
  ]);
  expect(merged.pages[0]?.items[0]?.turns).toBe(99);
});
