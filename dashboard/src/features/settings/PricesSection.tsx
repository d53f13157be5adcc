import { useQuery } from "@tanstack/react-query";
import { formatCount } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { ErrorState, Loading } from "@/ui/states";
import { Panel } from "./Panel";
import { pricesQuery } from "./queries";

const RATES = [
  { key: "input", label: "Input" },
  { key: "output", label: "Output" },
  { key: "cacheRead", label: "Cache read" },
  { key: "cacheWrite5m", label: "Write, 5 min" },
  { key: "cacheWrite1h", label: "Write, 1 h" },
] as const;

/** As many digits as a price has, and cents where it has fewer. */
const RATE = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 6 });

const OWN = "config.yaml";

/** What costs are reckoned with, and where that is from. */
export function PricesSection() {
  const prices = useQuery(pricesQuery);
  if (prices.error)
    return <ErrorState error={prices.error} onRetry={() => void prices.refetch()} />;
  if (!prices.data) return <Loading label="Reading the price list" />;
  const { asOf, sources, items } = prices.data;
  return (
    <Panel
      title="USD per million tokens"
      note={`Read on ${asOf} from ${sources.join(" and ")}. A price in config.yaml wins over the list; a model without any is unpriced, never free.`}
    >
      <ScrollRegion
        label="Prices"
        className="flex-none overflow-x-auto rounded-xl border border-line bg-surface"
      >
        <table className="w-full text-left text-sm tabular">
          <thead className="text-xs text-faint">
            <tr className="border-b border-line">
              <th className="px-4 py-2 font-medium">Model</th>
              <th className="px-4 py-2 font-medium">From</th>
              {RATES.map(({ key, label }) => (
                <th key={key} className="px-4 py-2 text-right font-medium whitespace-nowrap">
                  {label}
                </th>
              ))}
              <th className="px-4 py-2 text-right font-medium whitespace-nowrap">Long above</th>
            </tr>
          </thead>
          <tbody>
            {items.map((price) => (
              <tr
                key={`${price.source} ${price.model}`}
                className="border-b border-line/60 last:border-0"
              >
                <th scope="row" className="px-4 py-1.5 font-medium whitespace-nowrap">
                  {price.model}
                </th>
                <td className="px-4 py-1.5 text-soft">
                  {price.source === OWN ? (
                    <Badge tone="info" mono>
                      {OWN}
                    </Badge>
                  ) : (
                    price.source
                  )}
                </td>
                {RATES.map(({ key }) => (
                  <td key={key} className="px-4 py-1.5 text-right">
                    {RATE.format(price[key])}
                  </td>
                ))}
                <td className="px-4 py-1.5 text-right text-soft">
                  {price.longContextAbove === null ? "–" : formatCount(price.longContextAbove)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}
