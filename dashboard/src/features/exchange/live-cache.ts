import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { ExchangeDetail, ExchangePage, ExchangeSummary } from "@/api/client";
import { type ExchangeFilters, matches } from "./filters";
import { DETAIL_KEY, LIST_KEY } from "./queries";

export type ExchangeList = InfiniteData<ExchangePage, string | null>;

/** Brings what happened into every list and detail that was read. */
export function mergeExchanges(queries: QueryClient, exchanges: readonly ExchangeSummary[]): void {
  for (const [key, list] of queries.getQueriesData<ExchangeList>({ queryKey: [LIST_KEY] })) {
    if (!list) continue;
    queries.setQueryData(key, merge(list, exchanges, key[1] as ExchangeFilters));
  }
  for (const exchange of exchanges) {
    const known = queries.getQueryData<ExchangeDetail>([DETAIL_KEY, exchange.id]);
    if (!known) continue;
    queries.setQueryData<ExchangeDetail>([DETAIL_KEY, exchange.id], {
      ...known,
      summary: exchange,
    });
    // While an answer streams, a read that is under way will do; the last one has to be complete.
    void queries.invalidateQueries(
      { queryKey: [DETAIL_KEY, exchange.id] },
      { cancelRefetch: exchange.outcome !== "in_flight" },
    );
  }
}

/** Takes what is no longer on record out of everything that was read. */
export function removeExchange(queries: QueryClient, id: string): void {
  queries.setQueriesData<ExchangeList>({ queryKey: [LIST_KEY] }, (list) =>
    list ? remove(list, id) : list,
  );
  void queries.invalidateQueries({ queryKey: [DETAIL_KEY, id], exact: true });
}

/** A list with these exchanges in it, in their newest states. Ids sort by time, newest first. */
export function merge(
  list: ExchangeList,
  exchanges: readonly ExchangeSummary[],
  filters: ExchangeFilters,
): ExchangeList {
  const pages = [...list.pages];
  for (const exchange of exchanges) {
    // A page reaches down to the exchange at which the next one goes on.
    const at = pages.findIndex(({ next }) => next === null || exchange.id >= next);
    const page = pages[at];
    if (page) pages[at] = { ...page, items: put(page.items, exchange, matches(filters, exchange)) };
  }
  return { ...list, pages };
}

function put(
  items: readonly ExchangeSummary[],
  exchange: ExchangeSummary,
  belongs: boolean,
): ExchangeSummary[] {
  const at = items.findIndex((item) => item.id <= exchange.id);
  const index = at < 0 ? items.length : at;
  const isThere = items[index]?.id === exchange.id;
  return items.toSpliced(index, isThere ? 1 : 0, ...(belongs ? [exchange] : []));
}

function remove(list: ExchangeList, id: string): ExchangeList {
  return {
    ...list,
    pages: list.pages.map((page) =>
      page.items.some((item) => item.id === id)
        ? { ...page, items: page.items.filter((item) => item.id !== id) }
        : page,
    ),
  };
}
