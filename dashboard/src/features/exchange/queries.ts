import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, dataOf, type ExchangePage, type ExchangeSummary } from "@/api/client";
import { prettyElsewhere } from "./body-parser";
import { requestContentOf } from "./content";
import type { ExchangeFilters } from "./filters";

const PAGE_SIZE = 100;
const NEXT_PAGE_SIZE = 500;
const EVENTS_PER_PAGE = 5_000;

export const LIST_KEY = "exchanges";
export const DETAIL_KEY = "exchange";

/** A page of the list; the first one is short, so that it is there at once. */
export async function exchangePage(
  filters: ExchangeFilters,
  before: string | null,
  signal?: AbortSignal,
): Promise<ExchangePage> {
  const limit = before === null ? PAGE_SIZE : NEXT_PAGE_SIZE;
  return dataOf(
    await api.GET("/api/requests", {
      params: { query: { ...filters, limit, ...(before && { before }) } },
      ...(signal && { signal }),
    }),
  );
}

/** What occurs on record, for filters to choose from. */
export const requestValuesQuery = queryOptions({
  queryKey: ["request-values"] as const,
  queryFn: async ({ signal }) => dataOf(await api.GET("/api/requests/values", { signal })),
  staleTime: 30_000,
});

/** What the cache did for a request. */
export function cacheQuery(id: string) {
  return queryOptions({
    queryKey: [DETAIL_KEY, id, "cache"] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/requests/{id}/cache", { params: { path: { id } }, signal })),
    retry: false,
  });
}

/** What an exchange was charged. */
export function chargeQuery(id: string) {
  return queryOptions({
    queryKey: [DETAIL_KEY, id, "content"] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/requests/{id}/content", { params: { path: { id } }, signal })),
    retry: false,
  });
}

export function exchangeListQuery(filters: ExchangeFilters) {
  return infiniteQueryOptions({
    queryKey: [LIST_KEY, filters] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => exchangePage(filters, pageParam, signal),
    getNextPageParam: (page) => page.next,
    // The live stream keeps it up to date.
    staleTime: Number.POSITIVE_INFINITY,
    // To compare all that was read with each page that comes would take longer than showing it.
    structuralSharing: false,
  });
}

export function exchangeQuery(id: string) {
  return queryOptions({
    queryKey: [DETAIL_KEY, id] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/requests/{id}", { params: { path: { id } }, signal })),
  });
}

export type BodySide = "request" | "response";

/** A body as text, and what is to be said about it. */
export interface BodyText {
  text: string;
  truncated: string | null;
  problem: string | null;
}

/** What the client sent: it never changes. */
export function requestBodyQuery(id: string) {
  return queryOptions({
    queryKey: ["request-body", id] as const,
    queryFn: async ({ signal }) =>
      bodyTextOf(
        await api.GET("/api/requests/{id}/request-body", {
          ...decoded(id),
          signal,
          parseAs: "text",
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

/** The client's body as it is read best. */
export function prettyRequestQuery(id: string) {
  return queryOptions({
    queryKey: ["pretty-request", id] as const,
    queryFn: async ({ client }) => {
      const { text, ...notes } = await client.fetchQuery(requestBodyQuery(id));
      return { ...notes, ...(await prettyElsewhere(text)) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

/** What the client's body says; null where it is no request that holds messages. */
export function requestContentQuery(id: string) {
  return queryOptions({
    queryKey: ["request-content", id] as const,
    queryFn: async ({ client, signal }) => {
      const { text } = await client.fetchQuery(requestBodyQuery(id));
      return (await requestContentOf(text, signal)) ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

const MOST_EARLIER = 30;

/** The exchanges before one in its conversation; where it has none, of the same agent and session. */
export function earlierQuery({ id, sessionId, agentId, path, facts }: ExchangeSummary) {
  const conversation = facts?.conversationId;
  return queryOptions({
    queryKey: ["earlier", id, conversation] as const,
    queryFn: async ({ signal }) => {
      const query = {
        before: id,
        limit: MOST_EARLIER,
        ...(conversation
          ? { conversation }
          : sessionId !== null && { session: sessionId, agent: agentId ?? "main" }),
      };
      const page = dataOf(await api.GET("/api/requests", { params: { query }, signal }));
      return page.items.filter((one) => one.path === path);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What came back, so far. */
export function responseBodyQuery(id: string) {
  return queryOptions({
    queryKey: [DETAIL_KEY, id, "response-body"] as const,
    queryFn: async ({ signal }) =>
      bodyTextOf(
        await api.GET("/api/requests/{id}/response-body", {
          ...decoded(id),
          signal,
          parseAs: "text",
        }),
      ),
    gcTime: 60_000,
  });
}

/** The answer as events, so far. */
export function streamEventsQuery(id: string) {
  return queryOptions({
    queryKey: [DETAIL_KEY, id, "events"] as const,
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET("/api/requests/{id}/events", {
          params: { path: { id }, query: { limit: EVENTS_PER_PAGE } },
          signal,
        }),
      ),
    gcTime: 60_000,
  });
}

function decoded(id: string) {
  return { params: { path: { id }, query: { decoded: true } } };
}

function bodyTextOf({ data, response }: { data?: unknown; response: Response }): BodyText {
  return {
    text: String(data ?? ""),
    truncated: response.headers.get("Body-Truncated"),
    problem: response.headers.get("Body-Problem"),
  };
}

/** Where a browser saves a body from. */
export function bodyUrl(id: string, side: BodySide, decoded: boolean): string {
  return `/api/requests/${id}/${side}-body${decoded ? "?decoded=true" : ""}`;
}
