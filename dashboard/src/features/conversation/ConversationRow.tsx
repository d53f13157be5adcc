import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { ConversationSummary } from "@/api/client";
import {
  formatAgo,
  formatCost,
  formatCount,
  formatFolder,
  formatModel,
  formatMoment,
  formatShare,
  formatTokens,
} from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { cx } from "@/ui/cx";
import { Dot } from "@/ui/Dot";
import { cacheShare, statusOf, titleOf, totalInput } from "./summaries";

export const CONVERSATION_HEIGHT = 52;

/** Columns come and go with the width of the list, not of the window. */
export const CONVERSATION_GRID =
  "grid items-center gap-x-4 px-5 grid-cols-[3.5rem_minmax(0,1fr)_5rem_4rem] " +
  "@2xl:grid-cols-[3.5rem_minmax(0,1fr)_5.5rem_7rem_4.5rem] " +
  "@4xl:grid-cols-[3.5rem_minmax(0,1fr)_5.5rem_7.5rem_3.5rem_3.5rem_7.5rem_6rem_4.5rem]";

interface Props {
  conversation: ConversationSummary;
  index: number;
  top: number;
  now: number;
}

/** One conversation as a line of the list. The whole line is a link. */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  index,
  top,
  now,
}: Props) {
  const { lastActivityAt, model, turns, agents, tokens, spending } = conversation;
  const status = statusOf(conversation);
  const wide = "hidden text-right text-soft tabular @4xl:block";
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={cx(
        CONVERSATION_GRID,
        "absolute inset-x-0 border-b border-line/60 text-sm hover:bg-hover has-focus-visible:bg-hover",
      )}
      style={{ height: CONVERSATION_HEIGHT, transform: `translateY(${top}px)` }}
    >
      <time
        role="cell"
        dateTime={lastActivityAt}
        title={formatMoment(lastActivityAt)}
        className="text-xs whitespace-nowrap text-faint tabular"
      >
        {formatAgo(lastActivityAt, now)}
      </time>
      <Name conversation={conversation} />
      <span role="cell" className="flex min-w-0">
        <Badge tone={status.tone} title={status.title}>
          {conversation.working && <Dot tone="info" breathing />}
          {status.label}
        </Badge>
      </span>
      <span role="cell" className="hidden truncate text-soft @4xl:block">
        {formatModel(model)}
      </span>
      <span role="cell" className={wide}>
        {formatCount(turns)}
      </span>
      <span role="cell" className={wide}>
        {agents === 0 ? "–" : formatCount(agents)}
      </span>
      <span
        role="cell"
        className="hidden text-right whitespace-nowrap text-soft tabular @2xl:block"
        title={`${formatCount(totalInput(tokens))} in, ${formatCount(tokens.output)} out`}
      >
        {formatTokens(totalInput(tokens))}
        <span className="text-faint"> / {formatTokens(tokens.output)}</span>
      </span>
      <span role="cell" className="hidden @4xl:block">
        <CacheBar share={cacheShare(tokens)} />
      </span>
      <span role="cell" className="text-right font-medium tabular">
        {formatCost(spending.cost.total)}
        {spending.unpricedRequests > 0 && (
          <span
            title={`${formatCount(spending.unpricedRequests)} requests without a price come on top`}
            className="text-warn"
          >
            +
          </span>
        )}
      </span>
    </div>
  );
});

function Name({ conversation }: { conversation: ConversationSummary }) {
  const { id, project, title, main, agentType, sessionTitle } = conversation;
  const called = titleOf(conversation);
  const prompt = main && sessionTitle !== null ? title : null;
  return (
    <span role="cell" className="min-w-0">
      <span className="flex min-w-0 items-center gap-2">
        {!main && <Badge tone="plum">{agentType}</Badge>}
        <Link
          to="/conversations/$id"
          params={{ id }}
          search={{}}
          data-conversation={id}
          className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {called}
        </Link>
      </span>
      <span className="block truncate text-xs text-faint">
        {project === null ? "no project" : formatFolder(project)}
        {prompt !== null && <> · {prompt}</>}
      </span>
    </span>
  );
}

function CacheBar({ share }: { share: number | undefined }) {
  if (share === undefined) return <span className="block text-right text-faint">–</span>;
  return (
    <span className="flex items-center justify-end gap-2 text-xs text-soft tabular">
      <span aria-hidden="true" className="h-1.5 w-8 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full bg-good" style={{ width: `${share * 100}%` }} />
      </span>
      {formatShare(share)}
    </span>
  );
}
