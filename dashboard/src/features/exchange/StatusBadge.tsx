import type { ExchangeSummary } from "@/api/client";
import { Badge } from "@/ui/Badge";
import { Dot } from "@/ui/Dot";
import { labelOf, OUTCOME_LOOKS, toneOf } from "./outcomes";

/** How an exchange went, in a word. */
export function StatusBadge({ exchange }: { exchange: ExchangeSummary }) {
  const tone = toneOf(exchange);
  const { meaning } = OUTCOME_LOOKS[exchange.outcome];
  const title = exchange.outcomeDetail ? `${meaning} ${exchange.outcomeDetail}` : meaning;
  return (
    <Badge tone={tone} title={title}>
      {exchange.outcome === "in_flight" && <Dot tone={tone} breathing />}
      {labelOf(exchange)}
    </Badge>
  );
}
