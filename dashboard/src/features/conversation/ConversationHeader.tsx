import { Link } from "@tanstack/react-router";
import { ArrowLeft, GitBranch } from "lucide-react";
import type { ReactNode } from "react";
import type { Branch, ConversationDetail } from "@/api/client";
import { LiveBadge } from "@/features/live/LiveBadge";
import {
  formatClock,
  formatCost,
  formatCount,
  formatDay,
  formatFolder,
  formatModel,
  formatMoment,
  formatShare,
  formatTokens,
} from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { buttonClass } from "@/ui/Button";
import { Dot } from "@/ui/Dot";
import { Select } from "@/ui/Select";
import { DeleteSession } from "./DeleteSession";
import { ExportMenu } from "./ExportMenu";
import { cacheShare, statusOf, titleOf, totalInput } from "./summaries";

interface Props {
  detail: ConversationDetail;
  branch: Branch | undefined;
  onBranch: (branch: Branch) => void;
}

/** What a conversation is about and what it took. */
export function ConversationHeader({ detail, branch, onBranch }: Props) {
  const { summary, branches } = detail;
  const status = statusOf(summary);
  return (
    <header className="flex flex-col gap-2 border-b border-line px-5 pt-3 pb-3">
      <div className="flex items-center gap-3">
        <Link
          to="/conversations"
          search={summary.project === null ? {} : { project: summary.project }}
          className="inline-flex shrink-0 items-center gap-1 text-xs text-faint hover:text-ink"
          title={summary.project ?? undefined}
        >
          <ArrowLeft size={13} aria-hidden="true" />
          {summary.project === null ? "Conversations" : formatFolder(summary.project)}
        </Link>
        {summary.parentId !== null && (
          <Link
            to="/conversations/$id"
            params={{ id: summary.parentId }}
            search={{ agent: summary.id }}
            className="truncate text-xs text-faint hover:text-ink"
          >
            called by the conversation above it
          </Link>
        )}
        <span className="ml-auto flex shrink-0 items-center gap-2">
          {branches.length > 1 && branch && (
            <BranchChoice branches={branches} branch={branch} onBranch={onBranch} />
          )}
          {summary.sessionId !== null && (
            <>
              <Link
                to="/requests"
                search={{ session: summary.sessionId }}
                className={buttonClass()}
              >
                Requests
              </Link>
              <ExportMenu session={summary.sessionId} />
              <DeleteSession session={summary.sessionId} />
            </>
          )}
        </span>
      </div>
      <div className="flex min-w-0 items-center gap-2.5">
        {summary.agentType !== null && <Badge tone="plum">{summary.agentType}</Badge>}
        <h1 className="truncate text-lg font-semibold tracking-tight" title={summary.title ?? ""}>
          {titleOf(summary)}
        </h1>
        <Badge tone={status.tone} title={status.title}>
          {summary.working && <Dot tone="info" breathing />}
          {status.label}
        </Badge>
        <LiveBadge />
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs tabular">
        <Fact name="model">{formatModel(summary.model)}</Fact>
        <Fact name="turns">{formatCount(summary.turns)}</Fact>
        <Fact name="requests">{formatCount(summary.requests)}</Fact>
        <Fact name="tool calls">{formatCount(summary.toolCalls)}</Fact>
        {detail.agents.length > 0 && <Fact name="agents">{formatCount(detail.agents.length)}</Fact>}
        <Fact name="tokens in">{formatTokens(totalInput(summary.tokens))}</Fact>
        <Fact name="out">{formatTokens(summary.tokens.output)}</Fact>
        <Fact name="from the cache">{shareOf(summary)}</Fact>
        <Fact name="cost">
          {formatCost(summary.spending.cost.total)}
          {summary.spending.unpricedRequests > 0 &&
            ` + ${formatCount(summary.spending.unpricedRequests)} without a price`}
        </Fact>
        <Fact name="began">
          <time dateTime={summary.startedAt} title={formatMoment(summary.startedAt)}>
            {formatDay(summary.startedAt)} {formatClock(summary.startedAt).slice(0, 8)}
          </time>
        </Fact>
      </dl>
    </header>
  );
}

function shareOf({ tokens }: ConversationDetail["summary"]): string {
  const share = cacheShare(tokens);
  return share === undefined ? "–" : formatShare(share);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-faint">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

const BRANCHES: Record<string, string> = {
  start: "Beginning",
  rewind: "Rewound",
  edit: "Edited",
  compaction: "Compacted",
  restart: "Cleared",
};

interface BranchProps extends Pick<Props, "onBranch"> {
  branches: readonly Branch[];
  branch: Branch;
}

function BranchChoice({ branches, branch, onBranch }: BranchProps) {
  return (
    <span className="flex items-center gap-1.5" title="The history was changed; each way it went">
      <GitBranch size={14} aria-hidden="true" className="text-faint" />
      <Select
        label="Branch"
        required
        value={branch.firstRequest}
        choices={branches.map((one, index) => ({
          value: one.firstRequest,
          label: `${index + 1}. ${BRANCHES[one.kind] ?? one.kind}, ${formatCount(one.requests)} requests`,
        }))}
        onChange={(value) => {
          const chosen = branches.find(({ firstRequest }) => firstRequest === value);
          if (chosen) onBranch(chosen);
        }}
      />
    </span>
  );
}
