import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, dataOf } from "@/api/client";
import { queryOf, type SearchParams } from "./search";

const PAGE_SIZE = 50;

/** Hits, page by page. What was found stays until what is asked for next is there. */
export function searchQuery(params: SearchParams) {
  return infiniteQueryOptions({
    queryKey: ["search", params] as const,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      dataOf(
        await api.GET("/api/search", {
          params: {
            query: {
              ...queryOf(params),
              limit: PAGE_SIZE,
              ...(pageParam && { before: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next,
    enabled: (params.q ?? "").trim() !== "",
    placeholderData: (before) => before,
    staleTime: 10_000,
  });
}
