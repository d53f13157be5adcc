import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Outlet, useMatch, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { LiveBadge } from "@/features/live/LiveBadge";
import { formatCount } from "@/lib/format";
import { cx } from "@/ui/cx";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { ExchangeTable } from "./ExchangeTable";
import { FilterBar } from "./FilterBar";
import { FirstStart } from "./FirstStart";
import { type ExchangeFilters, hasFilters } from "./filters";
import { exchangeListQuery } from "./queries";
import { withoutTabs } from "./tabs";

const route = getRouteApi("/requests");

/** Every exchange, live, and beside it the one that is open. */
export function RequestsPage() {
  const filters = withoutTabs(route.useSearch());
  const selectedId = useMatch({ from: "/requests/$id", shouldThrow: false })?.params.id;
  const list = useInfiniteQuery(exchangeListQuery(filters));
  const navigate = useNavigate();
  const exchanges = useMemo(
    () => list.data?.pages.flatMap((page) => page.items) ?? [],
    [list.data],
  );

  const filter = useCallback(
    (next: ExchangeFilters) => void navigate({ to: ".", search: next, replace: true }),
    [navigate],
  );
  const open = useCallback(
    (id: string) =>
      void navigate({
        to: "/requests/$id",
        params: { id },
        // What was compared with one says nothing about another.
        search: ({ with: _, ...search }) => search,
        replace: true,
      }),
    [navigate],
  );
  const { fetchNextPage, isFetching } = list;
  const more = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [fetchNextPage, isFetching]);

  const isFirstStart = list.isSuccess && exchanges.length === 0 && !hasFilters(filters);
  return (
    <div className="flex min-h-0 flex-1">
      <section
        aria-label="Requests"
        className={cx(
          "flex min-w-0 flex-1 flex-col",
          selectedId !== undefined && "max-xl:hidden xl:max-w-[26rem] xl:border-r xl:border-line",
        )}
      >
        <header className="@container flex flex-col gap-3 border-b border-line px-4 pt-4 pb-3">
          <div className="flex items-baseline gap-3">
            <h1 className="text-lg font-semibold tracking-tight">Requests</h1>
            {list.isSuccess && (
              <span className="text-sm text-faint tabular">
                {formatCount(exchanges.length)}
                {list.hasNextPage && "+"}
              </span>
            )}
            <LiveBadge />
          </div>
          {!isFirstStart && <FilterBar filters={filters} exchanges={exchanges} onChange={filter} />}
        </header>
        <List
          list={list}
          isFirstStart={isFirstStart}
          exchanges={exchanges}
          selectedId={selectedId}
          onMore={more}
          onSelect={open}
        />
      </section>
      <Outlet />
    </div>
  );
}

type ListProps = Pick<
  React.ComponentProps<typeof ExchangeTable>,
  "exchanges" | "selectedId" | "onMore" | "onSelect"
> & {
  list: {
    isPending: boolean;
    error: unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    refetch: () => Promise<unknown>;
  };
  isFirstStart: boolean;
};

function List({ list, isFirstStart, exchanges, ...table }: ListProps) {
  if (list.error && exchanges.length === 0) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (list.isPending) return <Loading label="Reading the record" />;
  if (isFirstStart) return <FirstStart />;
  if (exchanges.length === 0 && !list.hasNextPage) {
    return (
      <EmptyState title="Nothing matches">No request on record passes these filters.</EmptyState>
    );
  }
  return <ExchangeTable exchanges={exchanges} hasMore={list.hasNextPage} {...table} />;
}
