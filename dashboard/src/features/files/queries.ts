import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, dataOf } from "@/api/client";

const PAGE_SIZE = 200;
const FRESH_MILLIS = 5_000;

export const projectsQuery = queryOptions({
  queryKey: ["projects"] as const,
  queryFn: async ({ signal }) => dataOf(await api.GET("/api/projects", { signal })).items,
  staleTime: FRESH_MILLIS,
});

export const todosQuery = queryOptions({
  queryKey: ["todos"] as const,
  queryFn: async ({ signal }) => dataOf(await api.GET("/api/todos", { signal })).items,
  staleTime: FRESH_MILLIS,
});

export const plansQuery = queryOptions({
  queryKey: ["plans"] as const,
  queryFn: async ({ signal }) => dataOf(await api.GET("/api/plans", { signal })).items,
  staleTime: FRESH_MILLIS,
});

export function planQuery(name: string) {
  return queryOptions({
    queryKey: ["plans", name] as const,
    queryFn: async ({ signal }) =>
      dataOf(await api.GET("/api/plans/{name}", { params: { path: { name } }, signal })),
    staleTime: FRESH_MILLIS,
  });
}

/** The transcripts of a project, the last active first. */
export function transcriptsQuery(project: string) {
  return infiniteQueryOptions({
    queryKey: ["transcripts", project] as const,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      dataOf(
        await api.GET("/api/transcripts", {
          params: {
            query: {
              project,
              limit: PAGE_SIZE,
              ...(pageParam !== null && { before: Number(pageParam) }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next,
    staleTime: FRESH_MILLIS,
  });
}

/** The messages of a transcript, from the first one on. */
export function transcriptQuery(id: number) {
  return infiniteQueryOptions({
    queryKey: ["transcript", id] as const,
    initialPageParam: 1,
    queryFn: async ({ pageParam, signal }) =>
      dataOf(
        await api.GET("/api/transcripts/{id}/messages", {
          params: { path: { id }, query: { from: pageParam, limit: PAGE_SIZE } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next,
    staleTime: FRESH_MILLIS,
  });
}
