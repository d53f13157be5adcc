import type { ExchangeSummary } from "@/api/client";
import { formatShortId } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import type { Tone } from "@/ui/Dot";

const TONES: readonly Tone[] = ["plum", "info", "good", "warn"];

/** Who asked: an agent has the same colour wherever it is shown. */
export function AgentBadge({ exchange }: { exchange: ExchangeSummary }) {
  const { facts } = exchange;
  const routed = facts?.routedModel ?? null;
  if (routed === null) return <Agent exchange={exchange} />;
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <Agent exchange={exchange} />
      <Badge tone="neutral" mono title={`Routed to ${routed} of ${facts?.provider}`}>
        → {routed}
      </Badge>
    </span>
  );
}

function Agent({ exchange }: { exchange: ExchangeSummary }) {
  const { agentId, sessionId, facts } = exchange;
  const type = facts?.agentType ?? null;
  if (agentId === null && type !== null) return <Badge tone={toneOf(type)}>{type}</Badge>;
  if (agentId === null) {
    return <span className="text-xs text-faint">{sessionId === null ? "–" : "main"}</span>;
  }
  return (
    <Badge tone={toneOf(agentId)} mono={type === null} title={`Agent ${agentId}`}>
      {type ?? formatShortId(agentId)}
    </Badge>
  );
}

function toneOf(id: string): Tone {
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return TONES[hash % TONES.length] ?? "plum";
}
