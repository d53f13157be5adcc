import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, dataOf, type LoginState } from "@/api/client";
import { ProblemError } from "@/api/problem";

/** Whether the record may be read. It is asked for once; every refusal after that says so too. */
export const loginQuery = queryOptions({
  queryKey: ["login"] as const,
  queryFn: async ({ signal }) => dataOf(await api.GET("/api/login", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

const REFUSED: LoginState = { required: true, loggedIn: false };

/** Whatever was refused for want of a login leads to one. */
export function noticeRefusal(queries: QueryClient, error: unknown): void {
  if (!(error instanceof ProblemError) || error.problem.status !== 401) return;
  queries.setQueryData(loginQuery.queryKey, REFUSED);
}

/** Logs in, and forgets what was read before: it may be somebody else's. */
export async function logIn(queries: QueryClient, token: string): Promise<void> {
  await api.POST("/api/login", { body: { token } });
  forgetAll(queries, { required: true, loggedIn: true });
}

export async function logOut(queries: QueryClient): Promise<void> {
  await api.DELETE("/api/login");
  forgetAll(queries, REFUSED);
}

function forgetAll(queries: QueryClient, state: LoginState): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== loginQuery.queryKey[0] });
  queries.setQueryData(loginQuery.queryKey, state);
}
