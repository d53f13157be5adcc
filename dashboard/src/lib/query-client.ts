import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "@/api/problem";

/**
 * Server data lives here; what cannot be had is asked for again, what does not exist is not.
 *
 * @param onError hears of everything that could not be had in the end
 */
export function createQueryClient(
  onError: (queries: QueryClient, error: unknown) => void,
): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => onError(queries, error) }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ProblemError && error.problem.status < 500),
        retryDelay: 400,
      },
    },
  });
  return queries;
}
