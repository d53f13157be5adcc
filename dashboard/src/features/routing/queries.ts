import { queryOptions } from "@tanstack/react-query";
import { api, dataOf } from "@/api/client";

export const routingQuery = queryOptions({
  queryKey: ["routing"] as const,
  queryFn: async ({ signal }) => dataOf(await api.GET("/api/routing", { signal })),
  refetchInterval: 5_000,
  staleTime: 0,
});

/** What would become of a request, by these rules or, with a configuration, by others. */
export async function explainRequest(id: string, configuration: string) {
  return dataOf(
    await api.POST("/api/routing/explain", {
      body: { id, configuration: configuration.trim() === "" ? null : configuration },
    }),
  );
}
