import { Link } from "@tanstack/react-router";
import { Check, SquareTerminal, X } from "lucide-react";
import type { ReactNode } from "react";
import type { ExchangeDetail, ExchangeSummary } from "@/api/client";
import { formatBytes, formatClock, formatMicros, formatMoment } from "@/lib/format";
import { IconButton } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { AgentBadge } from "./AgentBadge";
import { curlOf } from "./curl";
import { useElapsedMicros } from "./Elapsed";
import { OUTCOME_LOOKS } from "./outcomes";
import { kindLabel } from "./RequestCell";
import { StatusBadge } from "./StatusBadge";

/** What an exchange was and how it went, before anybody reads what it carried. */
export function ExchangeHeader({
  detail,
  onClose,
}: {
  detail: ExchangeDetail;
  onClose: () => void;
}) {
  const { summary } = detail;
  return (
    <header className="flex flex-col gap-4 px-5 pt-4 pb-3">
      <div className="flex items-start gap-3">
        <div className="flex min-w-0 flex-1 flex-col gap-1.5">
          <h1 className="font-mono text-base font-medium break-all">
            <span className="text-faint">{summary.method} </span>
            {summary.path}
            {summary.query !== null && <span className="text-faint">?{summary.query}</span>}
          </h1>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft tabular">
            <StatusBadge exchange={summary} />
            <time dateTime={summary.startedAt} title={formatMoment(summary.startedAt)}>
              {formatClock(summary.startedAt)}
            </time>
            {summary.model !== null && <span>{summary.model}</span>}
            <AgentBadge exchange={summary} />
          </div>
        </div>
        <CopyButton
          text={curlOf(detail, location.origin)}
          label="Copy as cURL"
          icon={<SquareTerminal size={15} />}
        />
        <IconButton label="Close (Esc)" onClick={onClose}>
          <X size={16} />
        </IconButton>
      </div>
      <Trouble exchange={summary} />
      <Waterfall exchange={summary} />
      <Facts detail={detail} />
    </header>
  );
}

/** What went wrong, if anything did; however much is told of it, the rest keeps its place. */
function Trouble({ exchange }: { exchange: ExchangeSummary }) {
  if (exchange.outcome === "completed" || exchange.outcome === "in_flight") return null;
  return (
    <ScrollRegion
      role="group"
      label="What went wrong"
      className="max-h-20 shrink-0 rounded-lg bg-warn-soft px-3 py-2 text-sm wrap-anywhere text-warn"
    >
      {OUTCOME_LOOKS[exchange.outcome].meaning}
      {exchange.outcomeDetail && <span className="font-mono"> {exchange.outcomeDetail}</span>}
    </ScrollRegion>
  );
}

/** Where the time went: until the answer began, until its first token, until its end. */
function Waterfall({ exchange }: { exchange: ExchangeSummary }) {
  const elapsed = useElapsedMicros(exchange);
  const { timeToFirstByteMicros: byte, timeToFirstTokenMicros: token } = exchange;
  const first = Math.min(byte ?? elapsed, elapsed);
  const second = Math.min(Math.max(token ?? first, first), elapsed);
  const phases = [
    { name: "until first byte", micros: first, shown: true, color: "bg-line-strong" },
    { name: "until first token", micros: second - first, shown: token !== null, color: "bg-plum" },
    { name: "answering", micros: elapsed - second, shown: byte !== null, color: "bg-accent" },
  ].filter(({ shown }) => shown);
  return (
    <div className="flex flex-col gap-2">
      <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-full bg-sunken">
        {phases.map(({ name, micros, color }) => (
          <span
            key={name}
            className={color}
            style={{ width: `${elapsed > 0 ? (micros / elapsed) * 100 : 0}%` }}
          />
        ))}
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs tabular">
        {phases.map(({ name, micros, color }) => (
          <div key={name} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={`size-2 rounded-xs ${color}`} />
            <dt className="text-faint">{name}</dt>
            <dd className="font-medium">{formatMicros(Math.round(micros))}</dd>
          </div>
        ))}
        <div className="ml-auto flex gap-1.5">
          <dt className="text-faint">in all</dt>
          <dd className="font-medium">{formatMicros(Math.round(elapsed))}</dd>
        </div>
      </dl>
    </div>
  );
}

function Facts({ detail }: { detail: ExchangeDetail }) {
  const { summary, requestBody, responseBody, forwardedUnchanged, protocol } = detail;
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-2.5 rounded-xl bg-sunken/70 px-4 py-3 text-sm @2xl:grid-cols-5">
      <Fact name="Sent">{formatBytes(requestBody.bytes)}</Fact>
      <Fact name="Received">{formatBytes(responseBody.bytes)}</Fact>
      <Fact name="Protocol">{protocol}</Fact>
      <Fact name="Forwarded">
        {forwardedUnchanged === true ? (
          <span className="inline-flex items-center gap-1 text-good">
            <Check size={14} aria-hidden="true" /> byte for byte
          </span>
        ) : forwardedUnchanged === false ? (
          <span className="text-bad">not as it came</span>
        ) : (
          <span className="text-faint">not known</span>
        )}
      </Fact>
      <Fact name="Session">
        <Id value={summary.sessionId} only="session" />
      </Fact>
      <Fact name="Agent">
        <Id value={summary.agentId} otherwise={summary.sessionId === null ? "–" : "main"} />
      </Fact>
      <Fact name="Purpose">
        {summary.facts ? kindLabel(summary.facts.kind) : (summary.requestClass ?? "–")}
      </Fact>
      {summary.facts?.conversationId && (
        <Fact name="Conversation">
          <Id value={summary.facts.conversationId} only="conversation" />
        </Fact>
      )}
      <Fact name="Exchange">
        <Id value={summary.id} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="truncate tabular">{children}</dd>
    </div>
  );
}

/** An id; where it names more than this request, a way to the list of those. */
function Id({
  value,
  otherwise = "–",
  only,
}: {
  value: string | null;
  otherwise?: string;
  only?: "session" | "conversation";
}) {
  if (value === null) return <span className="text-faint">{otherwise}</span>;
  return (
    <span className="group relative flex h-5 items-center">
      {only ? (
        <Link
          to="/requests"
          search={{ [only]: value }}
          title={`All requests of ${value}`}
          className="truncate font-mono text-xs underline decoration-line-strong underline-offset-2 hover:text-accent"
        >
          {value}
        </Link>
      ) : (
        <span className="truncate font-mono text-xs" title={value}>
          {value}
        </span>
      )}
      <span className="absolute right-0 rounded-md bg-sunken opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
        <CopyButton text={value} label={`Copy ${value}`} />
      </span>
    </span>
  );
}
