import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Branch, ConversationDetail } from "@/api/client";
import { useIndexed } from "@/features/live/LiveProvider";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { ConversationHeader } from "./ConversationHeader";
import { ConversationView } from "./ConversationView";
import { contextQuery, conversationQuery } from "./queries";
import { titleOf } from "./summaries";

const route = getRouteApi("/conversations/$id");
const REFRESH_MILLIS = 400;
const CONTEXT_MILLIS = 5_000;

/** One conversation, from its first prompt to what is being said at this moment. */
export function ConversationPage() {
  const { id } = route.useParams();
  const conversation = useQuery(conversationQuery(id));
  if (conversation.data) return <Conversation key={id} detail={conversation.data} />;
  return (
    <>
      <h1 className="sr-only">Conversation</h1>
      {conversation.error ? (
        <ErrorState error={conversation.error} onRetry={() => void conversation.refetch()} />
      ) : (
        <Loading label="Reading the conversation" />
      )}
    </>
  );
}

function Conversation({ detail }: { detail: ConversationDetail }) {
  const { summary, branches } = detail;
  const { branch: wanted } = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const last = branches.at(-1);
  const branch = branches.find(({ firstRequest }) => firstRequest === wanted) ?? last;
  useIndexed(
    ({ conversation, sessionId }) =>
      conversation === summary.id || (sessionId !== null && sessionId === summary.sessionId),
    REFRESH_MILLIS,
    () => void queries.invalidateQueries({ queryKey: conversationQuery(summary.id).queryKey }),
  );
  useIndexed(
    ({ conversation, ended }) => ended && conversation === summary.id,
    CONTEXT_MILLIS,
    () =>
      void queries.invalidateQueries({ queryKey: contextQuery(summary.id, undefined).queryKey }),
  );
  const title = titleOf(summary);
  useEffect(() => {
    document.title = `${title} · Claude Code Proxy`;
    return () => {
      document.title = "Claude Code Proxy";
    };
  }, [title]);
  const choose = (chosen: Branch) =>
    void navigate({
      to: "/conversations/$id",
      params: { id: summary.id },
      search: ({ panel }) => ({
        ...(panel && { panel }),
        ...(chosen !== last && { branch: chosen.firstRequest }),
      }),
    });
  return (
    <section aria-label="Conversation" className="@container flex min-h-0 min-w-0 flex-1 flex-col">
      <ConversationHeader detail={detail} branch={branch} onBranch={choose} />
      {branch ? (
        <ConversationView
          key={branch.firstRequest}
          detail={detail}
          branch={branch}
          isLast={branch === last}
        />
      ) : (
        <EmptyState title="Nothing was said">
          The requests of this conversation hold no messages that are on record.
        </EmptyState>
      )}
    </section>
  );
}
