import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import {
  api,
  type ConversationPage,
  type ConversationSummary,
  dataOf,
  type TurnPage,
} from "@/api/client";
import { type ConversationFilters, queryOf } from "./filters";

const PAGE_SIZE = 100;
const NEXT_PAGE_SIZE = 300;
const TURNS_PER_PAGE = 100;

/** How many messages are read at once. */
export const CHUNK = 60;

const LIST_KEY = "conversations";
const KEY = "conversation";

export function conversationListQuery(filters: ConversationFilters) {
  return infiniteQueryOptions({
    queryKey: [LIST_KEY, filters] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => page(filters, pageParam, signal),
    getNextPageParam: ({ next }) => next,
    // What happens is merged into it.
    staleTime: Number.POSITIVE_INFINITY,
    // To compare all that was read with each page that comes would take longer than showing it.
    structuralSharing: false,
  });
}

async function page(filters: ConversationFilters, before: string | null, signal?: AbortSignal) {
  const query = {
    ...queryOf(filters, Date.now()),
    limit: before === null ? PAGE_SIZE : NEXT_PAGE_SIZE,
    ...(before !== null && { before }),
  };
  return dataOf(
    await api.GET("/api/conversations", { params: { query }, ...(signal && { signal }) }),
  );
}

export type ConversationList = InfiniteData<ConversationPage, string | null>;

/** Reads again what was active last, and brings it into a list that was read. */
export async function refreshList(
  queries: QueryClient,
  filters: ConversationFilters,
): Promise<void> {
  const { items } = await page(filters, null);
  queries.setQueryData<ConversationList>([LIST_KEY, filters], (list) => list && merge(list, items));
}

/** A list with these conversations on its top, each once. */
export function merge(
  list: ConversationList,
  newest: readonly ConversationSummary[],
): ConversationList {
  const ids = new Set(newest.map(({ id }) => id));
  const [top, ...others] = list.pages.map((one) => ({
    ...one,
    items: one.items.filter(({ id }) => !ids.has(id)),
  }));
  if (!top) return list;
  const items = [...newest, ...top.items].sort((a, b) =>
    a.lastActivityAt < b.lastActivityAt ? 1 : -1,
  );
  return { ...list, pages: [{ ...top, items }, ...others] };
}

export function conversationQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, id, "detail"] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/conversations/{id}", { params: { path: { id } }, signal })),
  });
}

/** The turns of one branch, page by page; of what was said last where no branch is given. */
export function turnsQuery(id: string, tip: number) {
  return infiniteQueryOptions({
    queryKey: [KEY, id, "turns", tip] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => turns(id, tip, pageParam, signal),
    getNextPageParam: ({ next }) => next,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export async function turns(
  id: string,
  tip: number,
  after: string | null,
  signal?: AbortSignal,
): Promise<TurnPage> {
  const query = { tip, limit: TURNS_PER_PAGE, ...(after !== null && { after }) };
  return dataOf(
    await api.GET("/api/conversations/{id}/turns", {
      params: { path: { id }, query },
      ...(signal && { signal }),
    }),
  );
}

/** Messages of one branch, from a place on. */
export async function messages(id: string, tip: number, from: number, limit: number) {
  return dataOf(
    await api.GET("/api/conversations/{id}/messages", {
      params: { path: { id }, query: { tip, from, limit } },
    }),
  );
}

/** Where a message stands. */
export async function findMessage(id: string, message: number, signal: AbortSignal) {
  return dataOf(
    await api.GET("/api/conversations/{id}/messages/{message}", {
      params: { path: { id, message } },
      signal,
    }),
  );
}

export function contextQuery(id: string, turn: number | undefined) {
  return queryOptions({
    queryKey: [KEY, id, "context", turn ?? null] as const,
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET("/api/conversations/{id}/context", {
          params: { path: { id }, query: turn === undefined ? {} : { turn } },
          signal,
        }),
      ),
  });
}
