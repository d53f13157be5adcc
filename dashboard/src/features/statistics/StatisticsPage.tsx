import type { ReactNode } from "react";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { ErrorState, Loading } from "@/ui/states";

interface Props {
  title: string;
  query: {
    data: unknown;
    error: unknown;
    isPlaceholderData: boolean;
    refetch: () => Promise<unknown>;
  };
  controls: ReactNode;
  filters?: ReactNode;
  children: ReactNode;
}

/** What pages of statistics have in common. */
export function StatisticsPage({ title, query, controls, filters, children }: Props) {
  return (
    <section aria-label={title} className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-col gap-3 border-b border-line px-5 pt-4 pb-3">
        <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
        <div className="flex flex-wrap items-center gap-2">{controls}</div>
        {filters}
      </header>
      {query.error && query.data === undefined ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Loading label="Summing up" />
      ) : (
        <ScrollRegion
          label={`${title}, figures`}
          aria-busy={query.isPlaceholderData}
          className="@container transition-opacity aria-busy:opacity-60"
        >
          <div className="mx-auto flex max-w-[96rem] flex-col gap-4 p-5">{children}</div>
        </ScrollRegion>
      )}
    </section>
  );
}
