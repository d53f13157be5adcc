import { queryOptions } from "@tanstack/react-query";
import { api, dataOf } from "@/api/client";

const MOST = 200;

/** What happened last, for a page that is opened in the middle of it. */
export const recentQuery = queryOptions({
  queryKey: ["recent-exchanges"] as const,
  queryFn: async ({ signal }) => {
    const answer = await api.GET("/api/requests", { params: { query: { limit: MOST } }, signal });
    return dataOf(answer).items;
  },
});
