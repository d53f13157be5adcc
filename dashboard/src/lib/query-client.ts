import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "@/api/problem";

/** Server data lives here; what cannot be had is asked for again, what does not exist is not. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ProblemError && error.problem.status < 500),
        retryDelay: 400,
      },
    },
  });
}
