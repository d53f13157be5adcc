import { queryOptions } from "@tanstack/react-query";
import { api, dataOf } from "@/api/client";

export const healthQuery = queryOptions({
  queryKey: ["health"] as const,
  queryFn: async ({ signal }) => dataOf(await api.GET("/api/health", { signal })),
  refetchInterval: 5_000,
  refetchIntervalInBackground: true,
  staleTime: 0,
  retry: false,
});
