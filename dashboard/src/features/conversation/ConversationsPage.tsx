import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { FirstStart } from "@/features/exchange/FirstStart";
import { LiveBadge } from "@/features/live/LiveBadge";
import { useIndexed } from "@/features/live/LiveProvider";
import { formatCount } from "@/lib/format";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { ConversationFilterBar } from "./ConversationFilterBar";
import { ConversationTable } from "./ConversationTable";
import { type ConversationFilters, hasConversationFilters } from "./filters";
import { conversationListQuery, refreshList } from "./queries";

const route = getRouteApi("/conversations");
const REFRESH_MILLIS = 1_000;

/** Every conversation, the last active first. */
export function ConversationsPage() {
  const filters = route.useSearch();
  const list = useInfiniteQuery(conversationListQuery(filters));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const conversations = useMemo(
    () => list.data?.pages.flatMap((page) => page.items) ?? [],
    [list.data],
  );
  useIndexed(
    () => true,
    REFRESH_MILLIS,
    () =>
      void refreshList(queries, filters).catch(() => {
        // What could not be had is asked for again when something happens next.
      }),
  );
  const filter = useCallback(
    (search: ConversationFilters) => void navigate({ to: "/conversations", search, replace: true }),
    [navigate],
  );
  const { fetchNextPage, isFetching } = list;
  const more = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [fetchNextPage, isFetching]);
  const isFirstStart =
    list.isSuccess && conversations.length === 0 && !hasConversationFilters(filters);
  return (
    <section aria-label="Conversations" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="@container flex flex-col gap-3 border-b border-line px-5 pt-4 pb-3">
        <div className="flex items-baseline gap-3">
          <h1 className="text-lg font-semibold tracking-tight">Conversations</h1>
          {list.isSuccess && (
            <span className="text-sm text-faint tabular">
              {formatCount(conversations.length)}
              {list.hasNextPage && "+"}
            </span>
          )}
          <LiveBadge />
        </div>
        {!isFirstStart && (
          <ConversationFilterBar
            filters={filters}
            conversations={conversations}
            onChange={filter}
          />
        )}
      </header>
      {list.error && conversations.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading label="Reading the index" />
      ) : isFirstStart ? (
        <FirstStart />
      ) : conversations.length === 0 ? (
        <EmptyState title="Nothing matches">No conversation passes these filters.</EmptyState>
      ) : (
        <ConversationTable conversations={conversations} hasMore={list.hasNextPage} onMore={more} />
      )}
    </section>
  );
}
