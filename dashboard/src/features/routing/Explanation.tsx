import type { RoutingExplanation } from "@/api/client";
import { formatBytes, formatCost } from "@/lib/format";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { Facts } from "./Facts";
import { EvidenceList, LossList } from "./Lists";

/** What would become of a request, and why. */
export function Explanation({ told }: { told: RoutingExplanation }) {
  const { cost, projectedCost, preview, requestBytes, sentBytes } = told;
  return (
    <div className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4">
      <p className="text-sm font-medium">{sentenceOf(told)}</p>
      <Facts
        facts={[
          ["Agent", told.agent ?? (told.subagent ? "unknown" : "main")],
          ["Rule", told.rule ?? "none"],
          ["Body", `${formatBytes(requestBytes)} → ${formatBytes(sentBytes)}`],
          ["It cost", cost === null ? "unknown" : formatCost(cost)],
          ["It would cost", projectedCost === null ? "unknown" : formatCost(projectedCost)],
        ]}
      />
      <EvidenceList evidence={told.evidence} />
      <LossList losses={told.losses} />
      {preview !== "" && (
        <section aria-label="How the body begins">
          <h3 className="mb-1 text-xs text-faint">How the body begins</h3>
          <ScrollRegion
            role="group"
            label="Text of the body"
            className="max-h-40 rounded-lg bg-sunken p-3 font-mono text-xs break-all"
          >
            {preview}
          </ScrollRegion>
        </section>
      )}
    </div>
  );
}

function sentenceOf({ action, provider, model, originalModel }: RoutingExplanation): string {
  switch (action) {
    case "call":
      return `It would go to ${model} of ${provider} instead of ${originalModel}.`;
    case "rename":
      return `Claude would be asked for ${model} instead of ${originalModel}.`;
    case "estimate":
      return `Its tokens would be estimated, since ${provider} does not count them.`;
    default:
      return `It would stay with ${originalModel}, as it came.`;
  }
}
