import { useQuery } from "@tanstack/react-query";
import type { ExchangeDetail } from "@/api/client";
import { formatCost } from "@/lib/format";
import { chargeQuery } from "./queries";

const PARTS = [
  { name: "Input", key: "input" },
  { name: "Output", key: "output" },
  { name: "Cache read", key: "cacheRead" },
  { name: "Cache write, 5 min", key: "cacheWrite5m" },
  { name: "Cache write, 1 h", key: "cacheWrite1h" },
  { name: "Server tools", key: "serverTools" },
] as const;

/** What the answer cost, part by part, at the prices that proxy-data reckons with. */
export function CostPanel({ detail }: { detail: ExchangeDetail }) {
  const { id, outcome } = detail.summary;
  const charge = useQuery({ ...chargeQuery(id), enabled: outcome !== "in_flight" });
  const cost = charge.data?.cost;
  if (cost === undefined) return null;
  return (
    <section aria-label="Cost" className="flex flex-col gap-3">
      <h2 className="text-sm font-semibold">Cost</h2>
      {cost === null ? (
        <p className="text-sm text-soft">
          Unpriced: there is no price for this model, so that its cost is not known.
        </p>
      ) : (
        <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5 rounded-xl border border-line bg-surface px-4 py-3.5 text-sm @2xl:grid-cols-4">
          <div>
            <dt className="text-xs text-faint">In all</dt>
            <dd className="font-semibold tabular">{formatCost(cost.total)}</dd>
          </div>
          {PARTS.filter(({ key }) => cost[key] > 0).map(({ name, key }) => (
            <div key={key}>
              <dt className="text-xs text-faint">{name}</dt>
              <dd className="tabular">{formatCost(cost[key])}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
