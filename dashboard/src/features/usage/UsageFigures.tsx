import type { UsageFigures as Usage } from "@/api/client";
import { formatCost, formatCount, formatShare, formatTokens } from "@/lib/format";
import { Figure, Figures } from "@/ui/Figure";
import { inputOf } from "./series";

/** What it all came to. */
export function UsageFigures({ usage }: { usage: Usage }) {
  const { cacheEffect, spending, missCost, lostTokens } = usage;
  const unpriced = spending.unpricedRequests;
  return (
    <Figures label="All together">
      <Figure name="Cost" value={formatCost(spending.cost.total)}>
        {unpriced > 0 ? `and ${formatCount(unpriced)} requests without a price` : "at list prices"}
      </Figure>
      <Figure name="Requests" value={formatCount(usage.requests)}>
        {usage.failedRequests === 0 ? "none failed" : `${formatCount(usage.failedRequests)} failed`}
      </Figure>
      <Figure name="Input tokens" value={formatTokens(inputOf(usage))}>
        {usage.cacheHitRatio === null ? "–" : `${formatShare(usage.cacheHitRatio)} from the cache`}
      </Figure>
      <Figure name="Output tokens" value={formatTokens(usage.tokens.output)}>
        {formatCost(spending.cost.output)}
      </Figure>
      <Figure
        name="The cache saved"
        value={signedCost(cacheEffect.net)}
        title="What reading from the cache saved, less what writing into it cost on top"
      >
        {`${formatCost(cacheEffect.saved)} less ${formatCost(cacheEffect.surcharge)}`}
      </Figure>
      <Figure
        name="Cache misses cost"
        value={formatCost(missCost)}
        title="What tokens cost above the price of reading them that the request before had left in the cache"
      >
        {`${formatTokens(lostTokens)} tokens lost`}
      </Figure>
    </Figures>
  );
}

function signedCost(dollars: number): string {
  return dollars < 0 ? `−${formatCost(-dollars)}` : formatCost(dollars);
}
