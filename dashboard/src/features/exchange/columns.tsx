import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import type { ExchangeSummary } from "@/api/client";
import {
  formatBytes,
  formatCost,
  formatMicros,
  formatModel,
  formatShare,
  formatShortId,
  formatTokens,
} from "@/lib/format";
import { AgentBadge } from "./AgentBadge";
import { Elapsed } from "./Elapsed";
import type { Sort } from "./filters";
import { RequestCell, TimeCell } from "./RequestCell";
import { StatusBadge } from "./StatusBadge";

export interface Column {
  id: string;
  label: string;
  /** In pixels; the least where it grows. */
  width: number;
  grows?: boolean;
  figure?: boolean;
  sort?: Sort;
  cell: (exchange: ExchangeSummary) => ReactNode;
}

const NOTHING = <span className="text-faint">–</span>;

/** Every column that there is, in their order. */
export const COLUMNS: readonly Column[] = [
  {
    id: "time",
    label: "Time",
    width: 104,
    sort: "time",
    cell: (one) => <TimeCell iso={one.startedAt} />,
  },
  { id: "status", label: "Status", width: 92, cell: (one) => <StatusBadge exchange={one} /> },
  {
    id: "request",
    label: "Request",
    width: 150,
    grows: true,
    cell: (one) => <RequestCell exchange={one} />,
  },
  {
    id: "model",
    label: "Model",
    width: 116,
    cell: ({ model }) => <span title={model ?? undefined}>{formatModel(model)}</span>,
  },
  { id: "agent", label: "Agent", width: 104, cell: (one) => <AgentBadge exchange={one} /> },
  { id: "tools", label: "Tools", width: 132, cell: ({ facts }) => <Tools names={facts?.tools} /> },
  tokens("input", "Input", (charge) => charge.inputTokens),
  tokens("cacheRead", "Cache read", (charge) => charge.cacheReadTokens),
  tokens(
    "cacheWrite",
    "Cache write",
    (charge) => charge.cacheWrite5mTokens + charge.cacheWrite1hTokens,
  ),
  tokens("output", "Output", (charge) => charge.outputTokens),
  {
    id: "tokens",
    label: "Tokens",
    width: 72,
    figure: true,
    sort: "tokens",
    cell: ({ facts }) => (facts?.charge ? formatTokens(sumOf(facts.charge)) : NOTHING),
  },
  {
    id: "cacheRatio",
    label: "Cached",
    width: 72,
    figure: true,
    sort: "cache_ratio",
    cell: ({ facts }) => {
      const ratio = facts?.charge?.cacheRatio ?? null;
      return ratio === null ? NOTHING : formatShare(ratio);
    },
  },
  {
    id: "cost",
    label: "Cost",
    width: 76,
    figure: true,
    sort: "cost",
    cell: ({ facts }) => <Cost charge={facts?.charge} />,
  },
  {
    id: "firstToken",
    label: "First token",
    width: 84,
    figure: true,
    sort: "first_token",
    cell: (one) => formatMicros(one.timeToFirstTokenMicros),
  },
  {
    id: "duration",
    label: "Duration",
    width: 146,
    figure: true,
    sort: "duration",
    cell: (one) => <Elapsed exchange={one} />,
  },
  { id: "size", label: "Size", width: 136, figure: true, cell: (one) => <Sizes exchange={one} /> },
  {
    id: "conversation",
    label: "Conversation",
    width: 104,
    cell: ({ facts }) =>
      facts?.conversationId ? (
        <span className="font-mono text-xs" title={facts.conversationId}>
          {formatShortId(facts.conversationId)}
        </span>
      ) : (
        NOTHING
      ),
  },
];

type Charge = NonNullable<NonNullable<ExchangeSummary["facts"]>["charge"]>;

function tokens(id: string, label: string, read: (charge: Charge) => number): Column {
  return {
    id,
    label,
    width: label.length > 8 ? 88 : 72,
    figure: true,
    cell: ({ facts }) => (facts?.charge ? formatTokens(read(facts.charge)) : NOTHING),
  };
}

function sumOf(charge: Charge): number {
  return (
    charge.inputTokens +
    charge.cacheReadTokens +
    charge.cacheWrite5mTokens +
    charge.cacheWrite1hTokens +
    charge.outputTokens
  );
}

function Cost({ charge }: { charge: Charge | null | undefined }) {
  if (!charge) return NOTHING;
  if (charge.cost === null)
    return (
      <span className="text-xs text-faint" title="This model is not on the price list.">
        unpriced
      </span>
    );
  return formatCost(charge.cost);
}

function Tools({ names }: { names: readonly string[] | undefined }) {
  if (!names || names.length === 0) return NOTHING;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const text = [...counts]
    .map(([name, count]) => (count > 1 ? `${name} ×${count}` : name))
    .join(", ");
  return <span title={text}>{text}</span>;
}

function Sizes({ exchange }: { exchange: ExchangeSummary }) {
  return (
    <span className="flex justify-end gap-2.5 text-xs">
      <span className="inline-flex items-center gap-0.5">
        <ArrowUp size={11} aria-label="sent" className="text-faint" />
        {formatBytes(exchange.requestBytes)}
      </span>
      <span className="inline-flex w-16 items-center justify-end gap-0.5">
        <ArrowDown size={11} aria-label="received" className="text-faint" />
        {formatBytes(exchange.responseBytes)}
      </span>
    </span>
  );
}
