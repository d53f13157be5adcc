import type { UsageReport } from "@/api/client";
import { formatCost } from "@/lib/format";
import { Card } from "@/ui/Card";
import { Meter } from "@/ui/Meter";

const NEARLY = 0.8;

/** What one wanted to spend at the most, and what was spent of it. */
export function Budgets({ budgets }: Pick<UsageReport, "budgets">) {
  return (
    <Card title="Budgets">
      {budgets.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-soft">
          None is set. <code className="font-mono text-xs">data.budget.daily</code> and{" "}
          <code className="font-mono text-xs">monthly</code> in{" "}
          <code className="font-mono text-xs">config.yaml</code> set one, in USD.
        </p>
      ) : (
        <ul className="flex flex-col gap-4 px-4 pt-1 pb-4">
          {budgets.map(({ period, limit, spent }) => {
            const share = limit > 0 ? spent / limit : 1;
            const name = period === "day" ? "Today" : "This month";
            return (
              <li key={period} className="flex flex-col gap-1.5 text-sm tabular">
                <div className="flex items-baseline gap-2">
                  <span className="text-soft">{name}</span>
                  <span className="ml-auto font-semibold">{formatCost(spent)}</span>
                  <span className="text-faint">of {formatCost(limit)}</span>
                </div>
                <Meter
                  label={`${name}, spent of the budget`}
                  share={share}
                  tone={share >= 1 ? "bad" : share >= NEARLY ? "warn" : "good"}
                />
                {share >= 1 && (
                  <p className="text-xs text-bad">{formatCost(spent - limit)} over the budget</p>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
