import type { ExchangeDetail } from "@/api/client";
import { Code } from "@/features/message/Code";
import { formatCount } from "@/lib/format";
import { numberIn, setOut } from "@/lib/json";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { CachePanel } from "./CachePanel";
import { CostPanel } from "./CostPanel";
import { ShareBar } from "./ShareBar";
import { cacheLifetimes, inputBuckets, totalInput } from "./usage";
import { useAnswer } from "./use-answer";

/** The tokens that the API counted, what they cost, and what the cache did. */
export function UsageTab({ detail }: { detail: ExchangeDetail }) {
  const answer = useAnswer(detail);
  if (answer.error)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (detail.responseBody.bytes > 0 && !answer.data) return <Loading label="Reading the answer" />;
  const { usage = {} } = answer.data ?? {};
  if (Object.keys(usage).length === 0) {
    return <EmptyState title="No usage">The answer does not say what it used.</EmptyState>;
  }
  const input = totalInput(usage);
  const buckets = inputBuckets(usage);
  const read = buckets[0]?.tokens ?? 0;
  return (
    <div className="flex max-w-4xl flex-col gap-6 overflow-y-auto px-5 py-5">
      <dl className="grid grid-cols-3 gap-4">
        <Figure name="Input tokens" value={formatCount(input)} />
        <Figure name="Output tokens" value={formatCount(numberIn(usage, "output_tokens") ?? 0)} />
        <Figure
          name="From the cache"
          value={input === 0 ? "–" : `${(Math.floor((read / input) * 1_000) / 10).toFixed(1)} %`}
        />
      </dl>
      <ShareBar
        label="Input tokens"
        format={formatCount}
        shares={buckets.map(({ tokens, ...bucket }) => ({ ...bucket, value: tokens }))}
      />
      {cacheLifetimes(usage).map(({ name, tokens }) => (
        <p key={name} className="text-sm text-soft tabular">
          {formatCount(tokens)} tokens written to the cache are {name}.
        </p>
      ))}
      <CostPanel detail={detail} />
      <CachePanel detail={detail} />
      <section aria-label="As the API says it">
        <h2 className="mb-2 text-sm font-semibold">As the API says it</h2>
        <Code label="Usage" text={setOut(usage)} language="json" />
      </section>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="rounded-xl border border-line bg-surface px-4 py-3">
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="mt-0.5 text-xl font-semibold tracking-tight tabular">{value}</dd>
    </div>
  );
}
