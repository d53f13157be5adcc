import { Link } from "@tanstack/react-router";
import type { ConversationDetail, ConversationSummary } from "@/api/client";
import { formatCost, formatCount, formatTokens } from "@/lib/format";
import { Dot } from "@/ui/Dot";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState } from "@/ui/states";
import { totalInput } from "./summaries";

/** The agents that a conversation called, those that they called below them, and what ran beside. */
export function AgentTree({
  detail: { summary, agents, sideRequests },
}: {
  detail: ConversationDetail;
}) {
  return (
    <ScrollRegion label="Agents" className="flex flex-col px-2 py-2">
      {agents.length === 0 ? (
        <EmptyState title="No agents">This conversation called none.</EmptyState>
      ) : (
        <ul>
          {agents
            .filter(({ parentId }) => parentId === summary.id)
            .map((agent) => (
              <Agent key={agent.id} agent={agent} all={agents} depth={0} />
            ))}
        </ul>
      )}
      {summary.main && sideRequests.length > 0 && (
        <section aria-label="Side requests" className="mt-4 border-t border-line px-2 pt-3">
          <h2 className="text-xs font-medium text-faint">Beside the conversation</h2>
          <ul className="mt-1.5 flex flex-col gap-1 text-xs tabular">
            {sideRequests.map(({ kind, requests, spending }) => (
              <li key={kind} className="flex gap-2 text-soft">
                {kind.replaceAll("_", " ")}
                <span className="ml-auto text-faint">{formatCount(requests)}</span>
                <span className="w-16 text-right">{formatCost(spending.cost.total)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </ScrollRegion>
  );
}

interface AgentProps {
  agent: ConversationSummary;
  all: readonly ConversationSummary[];
  depth: number;
}

const MOST_DEPTH = 8;

function Agent({ agent, all, depth }: AgentProps) {
  const own = all.filter(({ parentId }) => parentId === agent.id);
  return (
    <li>
      <Link
        to="/conversations/$id"
        params={{ id: agent.id }}
        search={{}}
        className="flex flex-col gap-0.5 rounded-lg px-2 py-1.5 transition-colors hover:bg-hover"
      >
        <span className="flex items-center gap-1.5 text-sm">
          {agent.working && <Dot tone="info" breathing />}
          <span className="shrink-0 font-medium text-plum">{agent.agentType}</span>
          <span className="truncate text-soft">{agent.title}</span>
        </span>
        <span className="flex gap-3 text-xs text-faint tabular">
          <span>{formatCount(agent.requests)} requests</span>
          <span>{formatCount(agent.toolCalls)} calls</span>
          <span>{formatTokens(totalInput(agent.tokens))} in</span>
          {agent.errors > 0 && (
            <span className="text-bad">
              {agent.errors === 1 ? "1 error" : `${agent.errors} errors`}
            </span>
          )}
          <span className="ml-auto">{formatCost(agent.spending.cost.total)}</span>
        </span>
      </Link>
      {own.length > 0 && depth < MOST_DEPTH && (
        <ul className="ml-3 border-l border-line pl-1">
          {own.map((one) => (
            <Agent key={one.id} agent={one} all={all} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  );
}
