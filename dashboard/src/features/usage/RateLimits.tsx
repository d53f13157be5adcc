import type { RateLimit, RateLimitReport } from "@/api/client";
import { formatClock, formatDay, formatMoment, formatShare, formatTokens } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { Card } from "@/ui/Card";
import { Meter } from "@/ui/Meter";
import { Peaks } from "./Peaks";

const SCARCE = 0.2;
const SPENT = 0.05;

const NAMES: Record<string, string> = {
  unified: "Subscription",
  "unified-5h": "Subscription, 5 hours",
  "unified-7d": "Subscription, 7 days",
  requests: "Requests",
  tokens: "Tokens",
  "input-tokens": "Input tokens",
  "output-tokens": "Output tokens",
};

/** How much is left of the API's limits, and how much of them was used over time. */
export function RateLimits({ report }: { report: RateLimitReport | undefined }) {
  const { limits = [], periods = [] } = report ?? {};
  const told = limits.filter(({ headroom, status }) => headroom !== null || status !== null);
  return (
    <Card title="Rate limits" note={told.length > 0 && "as last told"}>
      {told.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-soft">
          No answer of this time told of its limits (
          <code className="font-mono text-xs">anthropic-ratelimit-*</code>).
        </p>
      ) : (
        <ul className="flex flex-col gap-4 px-4 pt-1 pb-4">
          {told.map((limit) => (
            <Limit key={`${limit.organization} ${limit.name}`} limit={limit} periods={periods} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Limit({ limit, periods }: { limit: RateLimit; periods: readonly string[] }) {
  const { headroom, remaining, limit: most, status, resetsAt } = limit;
  const name = NAMES[limit.name] ?? limit.name;
  return (
    <li
      className="flex flex-col gap-1.5 text-sm tabular"
      title={`${limit.organization ?? ""} as told on ${formatMoment(limit.observedAt)}`.trim()}
    >
      <div className="flex items-baseline gap-2">
        <span className="truncate text-soft">{name}</span>
        {status !== null && status !== "allowed" && (
          <Badge tone={status === "rejected" ? "bad" : "warn"}>{status.replaceAll("_", " ")}</Badge>
        )}
        <span className="ml-auto font-semibold whitespace-nowrap">
          {headroom === null ? "–" : `${formatShare(headroom)} left`}
        </span>
      </div>
      {headroom !== null && (
        <Meter
          label={`${name}, left`}
          share={headroom}
          tone={headroom <= SPENT ? "bad" : headroom <= SCARCE ? "warn" : "good"}
        />
      )}
      <Peaks name={name} peaks={limit.peaks} periods={periods} />
      <p className="text-xs text-faint">
        {remaining !== null && most !== null && (
          <>
            {formatTokens(remaining)} of {formatTokens(most)}
            {resetsAt !== null && ", "}
          </>
        )}
        {resetsAt !== null && reset(resetsAt)}
      </p>
    </li>
  );
}

function reset(iso: string): string {
  const over = Date.parse(iso) <= Date.now();
  return `${over ? "full again since" : "full again"} ${`${formatDay(iso)} ${formatClock(iso).slice(0, 5)}`.trim()}`;
}
