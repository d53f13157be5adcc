import type { Routing } from "@/api/client";

/** What needs a look, in sentences. */
export function warningsOf(routing: Routing): string[] {
  const { refusal, providers, mappings, missingTools, seenAgents } = routing;
  const unmatched = mappings.filter((mapping) => mapping.unmatched).map(({ agent }) => agent);
  return [
    ...(refusal === null ? [] : [`The changed configuration is not in force: ${refusal}`]),
    ...providers
      .filter(({ breaker }) => breaker !== "closed")
      .map(({ name, lastFailure }) =>
        lastFailure === null
          ? `${name} fails and is left alone for a while.`
          : `${name} fails and is left alone for a while: ${lastFailure}`,
      ),
    ...(unmatched.length === 0
      ? []
      : [
          `No agent of the last hour is called ${unmatched.join(" or ")}; there were ${seenAgents.join(", ")}.`,
        ]),
    ...missingTools.map(
      ({ agent, provider, reason }) =>
        `${agent} carries a tool that ${provider} cannot run (${reason}).`,
    ),
  ];
}
