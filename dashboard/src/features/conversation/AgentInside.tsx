import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ConversationSummary } from "@/api/client";
import { BlockView } from "@/features/message/BlockView";
import { Collapsible } from "@/features/message/Collapsible";
import { formatCost, formatCount, formatTokens } from "@/lib/format";
import { Dot } from "@/ui/Dot";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { ErrorState, Loading } from "@/ui/states";
import { rowsOfChunk } from "./flow-rows";
import { conversationQuery, messages } from "./queries";
import { totalInput } from "./summaries";

const MOST_MESSAGES = 60;

/** What an agent did, within the call that started it; read when somebody wants to see it. */
export function AgentInside({ agent }: { agent: ConversationSummary }) {
  const { id, requests, toolCalls, tokens, spending, working } = agent;
  return (
    <div className="rounded-lg border border-plum/30 bg-plum-soft/25 px-3 py-2">
      <Collapsible
        title={
          <span className="inline-flex items-center gap-1.5 text-plum">
            {working && <Dot tone="info" breathing />} Its conversation
          </span>
        }
        note={`${formatCount(requests)} requests, ${formatCount(toolCalls)} calls, ${formatTokens(totalInput(tokens))} in, ${formatTokens(tokens.output)} out, ${formatCost(spending.cost.total)}`}
      >
        <Inside id={id} />
      </Collapsible>
      <Link
        to="/conversations/$id"
        params={{ id }}
        search={{}}
        className="mt-1 inline-block text-xs text-accent underline underline-offset-2"
      >
        Open it by itself
      </Link>
    </div>
  );
}

function Inside({ id }: { id: string }) {
  const detail = useQuery(conversationQuery(id));
  const tip = detail.data?.branches.at(-1)?.tip;
  const said = useQuery({
    queryKey: [...conversationQuery(id).queryKey, "inside", tip],
    queryFn: () => messages(id, tip ?? 0, 1, MOST_MESSAGES),
    enabled: tip !== undefined,
    placeholderData: (before) => before,
    select: ({ items, total }) => ({ rows: rowsOfChunk(items, undefined, undefined), total }),
  });
  const error = detail.error ?? said.error;
  if (error) return <ErrorState error={error} onRetry={() => void said.refetch()} />;
  if (!said.data) return <Loading label="Reading the agent's messages" />;
  const { rows, total } = said.data;
  return (
    <ScrollRegion
      role="group"
      label="What the agent did"
      className="flex max-h-[32rem] flex-col gap-2.5 pt-1 pr-1"
    >
      {rows.map((row) => row.block && <BlockView key={row.key} block={row.block} />)}
      {total > MOST_MESSAGES && (
        <p className="text-xs text-faint">
          The first {MOST_MESSAGES} of {formatCount(total)} messages.
        </p>
      )}
    </ScrollRegion>
  );
}
