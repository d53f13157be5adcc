import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Outlet, useMatch, useNavigate } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { LiveBadge } from "@/features/live/LiveBadge";
import { formatCount } from "@/lib/format";
import { useWidth } from "@/lib/use-width";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { ColumnsMenu } from "./ColumnsMenu";
import { columnsFor, useChosenColumns } from "./chosen-columns";
import type { Column } from "./columns";
import { ExchangeTable } from "./ExchangeTable";
import { FilterBar } from "./FilterBar";
import { FirstStart } from "./FirstStart";
import { type ExchangeFilters, hasFilters, isNewestFirst } from "./filters";
import { watchFacts } from "./live-cache";
import { exchangeListQuery } from "./queries";
import { withoutTabs } from "./tabs";

const route = getRouteApi("/requests");

/** Every exchange, live, and beside it the one that is open. */
export function RequestsPage() {
  const filters = withoutTabs(route.useSearch());
  const selectedId = useMatch({ from: "/requests/$id", shouldThrow: false })?.params.id;
  const list = useInfiniteQuery(exchangeListQuery(filters));
  const queries = useQueryClient();
  useEffect(() => watchFacts(queries), [queries]);
  const section = useRef<HTMLElement>(null);
  const width = useWidth(section);
  const chosen = useChosenColumns();
  const columns = useMemo(() => columnsFor(width, chosen), [width, chosen]);
  const exchanges = useMemo(
    () => list.data?.pages.flatMap((page) => page.items) ?? [],
    [list.data],
  );
  const { filter, sort, open } = useWays(filters);
  const { fetchNextPage, isFetching } = list;
  const more = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [fetchNextPage, isFetching]);

  const isFirstStart =
    list.isSuccess && exchanges.length === 0 && !list.hasNextPage && !hasFilters(filters);
  return (
    <div className="flex min-h-0 flex-1">
      <section
        ref={section}
        aria-label="Requests"
        className={cx(
          "flex min-w-0 flex-1 flex-col",
          selectedId !== undefined && "max-xl:hidden xl:max-w-[26rem] xl:border-r xl:border-line",
        )}
      >
        <header className="@container flex flex-col gap-3 border-b border-line px-5 pt-4 pb-3">
          <div className="flex h-8 items-center gap-3">
            <h1 className="text-lg font-semibold tracking-tight">Requests</h1>
            {list.isSuccess && (
              <span className="text-sm text-faint tabular">
                {countLabel(list.data.pages[0]?.total, exchanges.length, list.hasNextPage)}
              </span>
            )}
            {isNewestFirst(filters) ? (
              <LiveBadge />
            ) : (
              <IconButton label="Read the list anew" onClick={() => void list.refetch()}>
                <RotateCw size={14} className={cx(list.isRefetching && "animate-spin")} />
              </IconButton>
            )}
            <span className="ml-auto">
              {selectedId === undefined && !isFirstStart && (
                <ColumnsMenu shown={columns.map(({ id }) => id)} />
              )}
            </span>
          </div>
          {!isFirstStart && <FilterBar filters={filters} onChange={filter} />}
        </header>
        <List
          list={list}
          isFirstStart={isFirstStart}
          exchanges={exchanges}
          columns={columns}
          width={width}
          filters={filters}
          selectedId={selectedId}
          onMore={more}
          onSelect={open}
          onSort={sort}
        />
      </section>
      <Outlet />
    </div>
  );
}

/** Where what somebody does on this page leads. */
function useWays(filters: ExchangeFilters) {
  const navigate = useNavigate();
  const filter = useCallback(
    (next: ExchangeFilters) =>
      void navigate({
        to: ".",
        search: ({ tab, view, with: other }) => ({
          ...next,
          ...(tab && { tab }),
          ...(view && { view }),
          ...(other && { with: other }),
        }),
        replace: true,
      }),
    [navigate],
  );
  const sort = ({ sort: wanted = "time" }: Column) => {
    const same = (filters.sort ?? "time") === wanted;
    const { sort: _, order, ...others } = filters;
    filter({
      ...others,
      ...(wanted !== "time" && { sort: wanted }),
      ...(same && order === undefined && { order: "asc" as const }),
    });
  };
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
  return { filter, sort, open };
}

function countLabel(total: number | null | undefined, read: number, more: boolean): string {
  if (total !== null && total !== undefined) return formatCount(Math.max(total, read));
  return `${formatCount(read)}${more ? "+" : ""}`;
}

type ListProps = Pick<
  React.ComponentProps<typeof ExchangeTable>,
  "exchanges" | "columns" | "width" | "filters" | "selectedId" | "onMore" | "onSelect" | "onSort"
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
