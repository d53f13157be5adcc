import type { components } from "./schema";

export type Problem = components["schemas"]["Problem"];

/** What a service said, or what can be said for it, when it did not do what it was asked. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
    this.name = "ProblemError";
  }
}

/** Reads the problem out of an answer, whoever gave it. */
export async function problemIn(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json();
    if (isProblem(body)) return body;
  } catch {
    // What is no problem document is told by its status, below.
  }
  return {
    type: "about:blank",
    title: response.status >= 502 ? "proxy-data does not answer" : `HTTP ${response.status}`,
    status: response.status,
    detail:
      response.status >= 502
        ? "The service behind this page is starting or stopped. This page heals itself as soon as it is back."
        : response.statusText || "The answer explains nothing further.",
  };
}

/** What can be said where no answer came at all. */
export const UNREACHABLE: Problem = {
  type: "about:blank",
  title: "No connection",
  status: 0,
  detail:
    "This page cannot reach the proxy. Is it running? The page heals itself as soon as it is back.",
};

/** The problem behind anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof TypeError) return UNREACHABLE;
  return { ...UNREACHABLE, title: "Something went wrong in this page", detail: String(error) };
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    "title" in value &&
    typeof value.title === "string" &&
    "detail" in value &&
    typeof value.detail === "string"
  );
}
