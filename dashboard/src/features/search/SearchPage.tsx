import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo } from "react";
import { formatCount } from "@/lib/format";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { HitList } from "./HitList";
import { searchQuery } from "./queries";
import { SearchBar } from "./SearchBar";
import { SearchHelp } from "./SearchHelp";
import { groupsOf, type SearchParams } from "./search";

const route = getRouteApi("/search");

/** Everything that was ever said, by its words. */
export function SearchPage() {
  const params = route.useSearch();
  const navigate = useNavigate();
  const found = useInfiniteQuery(searchQuery(params));
  const asked = (params.q ?? "").trim() !== "";
  const hits = useMemo(
    () => (asked ? (found.data?.pages.flatMap((page) => page.items) ?? []) : []),
    [found.data, asked],
  );
  const groups = useMemo(() => groupsOf(hits), [hits]);
  const { fetchNextPage, isFetching, hasNextPage } = found;
  const more = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [fetchNextPage, isFetching]);
  // A page may be empty where much had to be looked through: then the next one is asked for.
  const goesOn = asked && hits.length === 0 && hasNextPage;
  useEffect(() => {
    if (goesOn) more();
  }, [goesOn, more]);
  const change = useCallback(
    (next: SearchParams) => void navigate({ to: "/search", search: next, replace: true }),
    [navigate],
  );
  return (
    <section aria-label="Search" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="@container flex flex-col gap-3 border-b border-line px-5 pt-4 pb-3">
        <div className="flex items-baseline gap-3">
          <h1 className="text-lg font-semibold tracking-tight">Search</h1>
          <span role="status" className="text-sm text-faint tabular">
            {asked &&
              found.isSuccess &&
              !goesOn &&
              summary(hits.length, groups.length, hasNextPage)}
          </span>
        </div>
        <SearchBar params={params} onChange={change} />
      </header>
      {!asked ? (
        <SearchHelp />
      ) : found.error && hits.length === 0 ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.isPending || goesOn ? (
        <Loading label="Searching" />
      ) : hits.length === 0 ? (
        <EmptyState title="Nothing found">
          All words have to occur in one passage. Fewer words, or fewer filters, find more.
        </EmptyState>
      ) : (
        <HitList groups={groups} hasMore={hasNextPage} onMore={more} />
      )}
    </section>
  );
}

function summary(hits: number, conversations: number, more: boolean): string {
  const count = `${formatCount(hits)}${more ? "+" : ""}`;
  return `${count} in ${formatCount(conversations)} conversation${conversations === 1 ? "" : "s"}`;
}
