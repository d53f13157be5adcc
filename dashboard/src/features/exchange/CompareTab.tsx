import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { ExchangeDetail, ExchangeSummary } from "@/api/client";
import { DiffCount, DiffView } from "@/features/message/DiffView";
import { formatBytes, formatClock, formatCount } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { Select } from "@/ui/Select";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { VirtualRows } from "@/ui/VirtualRows";
import { ContentOf } from "./ContentOf";
import { type Comparison, compare, type Difference } from "./comparison";
import type { RequestContent } from "./content";
import { earlierQuery, requestContentQuery } from "./queries";

const route = getRouteApi("/requests/$id");

/** What a request says that another one does not, and the other way round. */
export function CompareTab({ detail }: { detail: ExchangeDetail }) {
  const { with: chosen } = route.useSearch();
  const earlier = useQuery(earlierQuery(detail.summary));
  const navigate = useNavigate();
  const other = chosen ?? earlier.data?.[0]?.id;
  const choose = (id: string) =>
    void navigate({
      to: ".",
      search: ({ with: _, ...search }) => ({ ...search, ...(id !== "" && { with: id }) }),
      replace: true,
    });
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-5 text-sm">
        <span className="text-soft">Compared with</span>
        <Select
          label={chosen === undefined ? "The one before" : "The one before it"}
          value={chosen ?? ""}
          choices={choicesOf(earlier.data ?? [], chosen)}
          onChange={choose}
        />
      </div>
      {other !== undefined ? (
        <ContentOf detail={detail}>
          {(content) => <Compared other={other} content={content} />}
        </ContentOf>
      ) : earlier.error ? (
        <ErrorState error={earlier.error} onRetry={() => void earlier.refetch()} />
      ) : earlier.isPending ? (
        <Loading label="Looking for the one before" />
      ) : (
        <EmptyState title="The first one">
          No earlier request of this session and agent is on record.
        </EmptyState>
      )}
    </>
  );
}

function choicesOf(earlier: readonly ExchangeSummary[], chosen: string | undefined) {
  const known = earlier.map((one) => ({
    value: one.id,
    label: `${formatClock(one.startedAt)} · ${formatBytes(one.requestBytes)}`,
  }));
  const isKnown = chosen === undefined || earlier.some(({ id }) => id === chosen);
  return isKnown ? known : [{ value: chosen, label: chosen }, ...known];
}

function Compared({ other, content }: { other: string; content: RequestContent }) {
  const before = useQuery(requestContentQuery(other));
  const comparison = useMemo(
    () => before.data && compare(before.data, content),
    [before.data, content],
  );
  if (before.error)
    return <ErrorState error={before.error} onRetry={() => void before.refetch()} />;
  if (before.isPending) return <Loading label="Reading the other one" />;
  if (!comparison) {
    return (
      <EmptyState title="Nothing to compare">The other one asks no model anything.</EmptyState>
    );
  }
  return <Differences comparison={comparison} />;
}

function Differences({ comparison: { differences, same } }: { comparison: Comparison }) {
  return (
    <VirtualRows
      label="Differences"
      count={differences.length + 1}
      rowKey={(index) => String(index)}
      estimate={140}
    >
      {(index) => {
        const difference = differences[index - 1];
        if (!difference) {
          return (
            <p className="px-5 pb-2 text-sm text-soft">
              {differences.length === 0 && "The two say the same. "}
              {same.some(({ count }) => count > 0) ? "Unchanged: " : "Nothing is unchanged."}
              {same
                .filter(({ count }) => count > 0)
                .map(({ section, count }) => `${section.toLowerCase()} ${formatCount(count)}`)
                .join(" · ")}
            </p>
          );
        }
        const first = differences[index - 2]?.section !== difference.section;
        return <DifferenceRow difference={difference} first={first} />;
      }}
    </VirtualRows>
  );
}

const KINDS = {
  added: { tone: "good", label: "new" },
  removed: { tone: "bad", label: "gone" },
  changed: { tone: "warn", label: "changed" },
} as const;

function DifferenceRow({ difference, first }: { difference: Difference; first: boolean }) {
  const { section, name, kind, before, after } = difference;
  const { tone, label } = KINDS[kind];
  return (
    <div className="max-w-5xl px-5 pt-2">
      {first && <h2 className="pt-3 pb-2 text-sm font-semibold">{section}</h2>}
      <section aria-label={`${section}: ${name}`}>
        <h3 className="mb-1.5 flex items-center gap-2 text-xs">
          <Badge tone={tone}>{label}</Badge>
          <span className="font-medium">{name}</span>
          <span className="ml-auto">
            <DiffCount before={before} after={after} />
          </span>
        </h3>
        <DiffView label={`${section}: ${name}`} before={before} after={after} numbered />
      </section>
    </div>
  );
}
