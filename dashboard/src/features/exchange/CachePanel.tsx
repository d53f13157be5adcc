import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CacheReport, ExchangeDetail } from "@/api/client";
import { problemOf } from "@/api/problem";
import { Code } from "@/features/message/Code";
import { formatCost, formatCount, formatMicros, formatShare } from "@/lib/format";
import { setOut } from "@/lib/json";
import { Badge } from "@/ui/Badge";
import type { Tone } from "@/ui/Dot";
import { cacheQuery } from "./queries";

/** What the API's cache did for a request, why it did no more, and what that cost. */
export function CachePanel({ detail }: { detail: ExchangeDetail }) {
  const { id, outcome } = detail.summary;
  const cache = useQuery({ ...cacheQuery(id), enabled: outcome !== "in_flight" });
  return (
    <section aria-label="Cache" className="flex flex-col gap-3">
      <h2 className="text-sm font-semibold">Cache</h2>
      {cache.error ? (
        <p className="text-sm text-soft">{problemOf(cache.error).detail}</p>
      ) : cache.data ? (
        <Report id={id} report={cache.data} />
      ) : (
        <p role="status" className="text-sm text-faint">
          {outcome === "in_flight"
            ? "The answer is still coming."
            : "Comparing with the one before"}
        </p>
      )}
    </section>
  );
}

type Cause = CacheReport["cause"];

const CAUSES: Record<Cause, { label: string; tone: Tone }> = {
  none: { label: "Nothing was lost", tone: "good" },
  no_answer: { label: "Not known", tone: "neutral" },
  not_requested: { label: "Not asked for", tone: "neutral" },
  first_request: { label: "First request", tone: "info" },
  predecessor_cached_nothing: { label: "Nothing to read", tone: "neutral" },
  too_short: { label: "Too short", tone: "neutral" },
  model_changed: { label: "Another model", tone: "warn" },
  expired: { label: "Expired", tone: "warn" },
  tools_changed: { label: "Tools changed", tone: "bad" },
  system_changed: { label: "System prompt changed", tone: "bad" },
  history_edited: { label: "History changed", tone: "bad" },
  parameters_changed: { label: "Parameters changed", tone: "warn" },
  betas_changed: { label: "Beta header changed", tone: "warn" },
  breakpoint_missing: { label: "No breakpoint near enough", tone: "warn" },
  not_yet_written: { label: "Not written yet", tone: "warn" },
  unexplained: { label: "Not explained", tone: "warn" },
};

function Report({ id, report }: { id: string; report: CacheReport }) {
  const { label, tone } = CAUSES[report.cause];
  return (
    <div className="flex flex-col gap-4 rounded-xl border border-line bg-surface px-4 py-3.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Badge tone={tone}>{label}</Badge>
        <span className="break-words">{report.detail}</span>
        {report.predecessorId !== null && (
          <Link
            to="/requests/$id"
            params={{ id }}
            search={(search) => ({ ...search, tab: "compare", with: report.predecessorId ?? "" })}
            className="text-accent underline underline-offset-2"
          >
            Compare with the one before
          </Link>
        )}
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5 @2xl:grid-cols-4">
        <Figure name="Hit ratio">
          {report.hitRatio === null ? "–" : formatShare(report.hitRatio)}
        </Figure>
        <Figure name="Read">{formatCount(report.readTokens)}</Figure>
        <Figure name="Written">{formatCount(report.writtenTokens)}</Figure>
        <Figure name="Neither">{formatCount(report.uncachedTokens)}</Figure>
        <Figure name="Lost">{formatCount(report.lostTokens)}</Figure>
        <Figure name="The miss cost">{costOf(report.missCost)}</Figure>
        <Figure name="Reading saved">{costOf(report.effect?.saved ?? null)}</Figure>
        <Figure name="Writing cost extra">{costOf(report.effect?.surcharge ?? null)}</Figure>
        {report.idleMillis !== null && (
          <Figure name="Since the one before">{formatMicros(report.idleMillis * 1_000)}</Figure>
        )}
        {report.before && <Figure name="Was">{placeLabel(report.before)}</Figure>}
        {report.before && (
          <Figure name="Is now">{report.after ? placeLabel(report.after) : "gone"}</Figure>
        )}
      </dl>
      <Breakpoints report={report} />
      {report.diagnostics && (
        <Code label="What the API tells" text={setOut(report.diagnostics)} language="json" />
      )}
    </div>
  );
}

function Breakpoints({ report }: { report: CacheReport }) {
  const { breakpoints } = report;
  if (breakpoints.length === 0) {
    return <p className="text-soft">No block of this request asks to be cached.</p>;
  }
  const total = report.readTokens + report.writtenTokens + report.uncachedTokens;
  return (
    <table className="w-full text-left tabular">
      <caption className="mb-1.5 text-left text-xs text-faint">
        Breakpoints; tokens up to each are estimates
      </caption>
      <thead className="text-xs text-faint">
        <tr>
          <th className="py-1 font-medium">Where</th>
          <th className="py-1 font-medium">Kept for</th>
          <th className="py-1 text-right font-medium">Tokens up to here</th>
          <th className="w-1/3 py-1 pl-4 font-medium max-sm:hidden">Of the prompt</th>
        </tr>
      </thead>
      <tbody>
        {breakpoints.map((point) => (
          <tr
            key={`${point.part}-${point.index}-${point.block}`}
            className="border-t border-line/60"
          >
            <td className="py-1.5">{placeLabel(point)}</td>
            <td className="py-1.5">{point.ttlSeconds >= 3_600 ? "1 hour" : "5 minutes"}</td>
            <td className="py-1.5 text-right">{formatCount(point.estimatedTokens)}</td>
            <td className="py-1.5 pl-4 max-sm:hidden">
              <span
                aria-hidden="true"
                className="block h-1.5 overflow-hidden rounded-full bg-sunken"
              >
                <span
                  className="block h-full bg-accent"
                  style={{
                    width: `${total === 0 ? 0 : Math.min(100, (point.estimatedTokens / total) * 100)}%`,
                  }}
                />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="truncate tabular">{children}</dd>
    </div>
  );
}

function costOf(dollars: number | null): string {
  return dollars === null ? "unpriced" : formatCost(dollars);
}

/** `tool 3`, `system block 2`, `message 14, block 1`: counted from 1, as people do. */
export function placeLabel({
  part,
  index,
  block,
}: {
  part: string;
  index: number;
  block: number;
}): string {
  if (part === "tools") return `tool ${index + 1}`;
  if (part === "system") return `system block ${index + 1}`;
  return `message ${index + 1}, block ${block + 1}`;
}
