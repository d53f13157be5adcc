import { queryOptions } from "@tanstack/react-query";
import { api, dataOf } from "@/api/client";
import { isWhole, type Selection, selectionQuery } from "./selection";

export const configQuery = queryOptions({
  queryKey: ["config"] as const,
  queryFn: async ({ signal }) => dataOf(await api.GET("/api/config", { signal })),
});

export const pricesQuery = queryOptions({
  queryKey: ["prices"] as const,
  queryFn: async ({ signal }) => dataOf(await api.GET("/api/prices", { signal })),
});

const MOST_SESSIONS = 200;

/** The sessions that were active last, to choose from. */
export const sessionChoicesQuery = queryOptions({
  queryKey: ["session-choices"] as const,
  queryFn: async ({ signal }) =>
    dataOf(await api.GET("/api/sessions", { params: { query: { limit: MOST_SESSIONS } }, signal }))
      .items,
});

/** What a deletion would take away. */
export function deletionPreviewQuery(selection: Selection) {
  return queryOptions({
    queryKey: ["deletion-preview", selection] as const,
    enabled: isWhole(selection),
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET("/api/deletions/preview", {
          params: { query: selectionQuery(selection) },
          signal,
        }),
      ),
    staleTime: 0,
  });
}

/** What an export would hold. */
export function exportPreviewQuery(selection: Selection) {
  return queryOptions({
    queryKey: ["export-preview", selection] as const,
    enabled: isWhole(selection),
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET("/api/exports/preview", {
          params: { query: exportQuery(selection) },
          signal,
        }),
      ),
    staleTime: 0,
  });
}

/** An export of everything is one from the beginning of time. */
export function exportQuery(selection: Selection) {
  const { session, from, until } = selectionQuery(selection);
  return {
    ...(session !== undefined && { session }),
    ...(session === undefined && { from: from ?? new Date(0).toISOString() }),
    ...(until !== undefined && { until }),
  };
}

/** Has proxy-core delete. */
export async function deleteSelection(selection: Selection) {
  if (selection.by === "session") {
    return dataOf(
      await api.DELETE("/api/sessions/{id}", { params: { path: { id: selection.session } } }),
    );
  }
  return dataOf(
    await api.DELETE("/api/requests", { params: { query: selectionQuery(selection) } }),
  );
}

/** How far a deletion is, asked until it is over. */
export function deletionQuery(number: number | undefined) {
  return queryOptions({
    queryKey: ["deletion", number] as const,
    enabled: number !== undefined,
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET("/api/deletions/{number}", {
          params: { path: { number: number ?? 0 } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 500 : false),
  });
}
