import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { ExchangeDetail, ExchangePage, ExchangeSummary } from "@/api/client";
import { type ExchangeFilters, isNewestFirst, matches, needsIndex } from "./filters";
import { DETAIL_KEY, exchangePage, LIST_KEY } from "./queries";

export type ExchangeList = InfiniteData<ExchangePage, string | null>;

/** Brings what happened into every list and detail that was read. */
export function mergeExchanges(queries: QueryClient, exchanges: readonly ExchangeSummary[]): void {
  for (const [key, list] of queries.getQueriesData<ExchangeList>({ queryKey: [LIST_KEY] })) {
    if (!list) continue;
    const filters = key[1] as ExchangeFilters;
    queries.setQueryData(
      key,
      isNewestFirst(filters) ? merge(list, exchanges, filters) : refresh(list, exchanges),
    );
  }
  for (const exchange of exchanges) {
    const known = queries.getQueryData<ExchangeDetail>([DETAIL_KEY, exchange.id]);
    if (!known) continue;
    queries.setQueryData<ExchangeDetail>([DETAIL_KEY, exchange.id], {
      ...known,
      summary: { ...exchange, facts: exchange.facts ?? known.summary.facts },
    });
    // While an answer streams, a read that is under way will do; the last one has to be complete.
    void queries.invalidateQueries(
      { queryKey: [DETAIL_KEY, exchange.id] },
      { cancelRefetch: exchange.outcome !== "in_flight" },
    );
  }
  if (exchanges.some(({ outcome }) => outcome !== "in_flight")) onFinished?.();
}

let onFinished: (() => void) | undefined;

/** How long after its end an exchange is surely indexed, in milliseconds. */
const INDEXED_MILLIS = 700;

/**
 * Reads what follows from the bodies of what has just ended: the stream tells of exchanges before
 * anybody has looked into them.
 */
export function watchFacts(queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onFinished = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void readFacts(queries);
    }, INDEXED_MILLIS);
  };
  return () => {
    onFinished = undefined;
    clearTimeout(timer);
  };
}

async function readFacts(queries: QueryClient): Promise<void> {
  const lists = queries.getQueryCache().findAll({ queryKey: [LIST_KEY], type: "active" });
  for (const { queryKey } of lists) {
    const filters = queryKey[1] as ExchangeFilters;
    if (!isNewestFirst(filters)) continue;
    try {
      const { items } = await exchangePage(filters, null);
      queries.setQueryData<ExchangeList>(queryKey, (list) => list && merge(list, items, {}));
    } catch {
      // The list itself tells what is wrong as soon as somebody asks it for more.
    }
  }
}

/** Takes what is no longer on record out of everything that was read. */
export function removeExchange(queries: QueryClient, id: string): void {
  queries.setQueriesData<ExchangeList>({ queryKey: [LIST_KEY] }, (list) =>
    list ? remove(list, id) : list,
  );
  void queries.invalidateQueries({ queryKey: [DETAIL_KEY, id], exact: true });
}

/** So many stay in a list of which nobody has asked for more than its top. */
const MOST_UNASKED = 1_000;

/**
 * A list with these exchanges in it, in their newest states. Ids sort by time, newest first. A list
 * that is only looked at does not grow without end: what is old is read again by whoever goes there.
 */
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
    if (page) pages[at] = put(page, exchange, filters);
  }
  const [top, ...asked] = pages;
  return { ...list, pages: top && asked.length === 0 ? [cut(top)] : pages };
}

function cut(page: ExchangePage): ExchangePage {
  if (page.items.length <= MOST_UNASKED) return page;
  const items = page.items.slice(0, MOST_UNASKED);
  return { ...page, items, next: items.at(-1)?.id ?? null };
}

function put(
  page: ExchangePage,
  exchange: ExchangeSummary,
  filters: ExchangeFilters,
): ExchangePage {
  const { items, total } = page;
  const at = items.findIndex((item) => item.id <= exchange.id);
  const index = at < 0 ? items.length : at;
  const known = items[index]?.id === exchange.id ? items[index] : undefined;
  // What only the index can tell holds for what is there, and not yet for what is new.
  const belongs = matches(filters, exchange) && (known !== undefined || !needsIndex(filters));
  const change = (belongs ? 1 : 0) - (known ? 1 : 0);
  return {
    ...page,
    items: items.toSpliced(index, known ? 1 : 0, ...(belongs ? [update(known, exchange)] : [])),
    total: total === null ? null : total + change,
  };
}

/** The newest state, with what is known from its bodies until that is read anew. */
function update(known: ExchangeSummary | undefined, exchange: ExchangeSummary): ExchangeSummary {
  return { ...exchange, facts: exchange.facts ?? known?.facts ?? null };
}

/** A list in another order: what is in it in its newest state, and nothing new. */
function refresh(list: ExchangeList, exchanges: readonly ExchangeSummary[]): ExchangeList {
  const newest = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  return {
    ...list,
    pages: list.pages.map((page) =>
      page.items.some(({ id }) => newest.has(id))
        ? {
            ...page,
            items: page.items.map((item) => update(item, newest.get(item.id) ?? item)),
          }
        : page,
    ),
  };
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
