import type { RoutingProvider } from "@/api/client";
import { formatAgo, formatCount, formatMicros } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { Dot, type Tone } from "@/ui/Dot";
import { CELL, ROW, Table } from "./Table";

const BREAKERS: Record<string, { tone: Tone; label: string }> = {
  closed: { tone: "good", label: "closed" },
  half_open: { tone: "warn", label: "half open" },
  open: { tone: "bad", label: "open" },
};

/** The providers beside Claude, and how they do by what requests saw. */
export function ProvidersTable({
  providers,
  now,
}: {
  providers: readonly RoutingProvider[];
  now: number;
}) {
  return (
    <Table
      label="Providers"
      columns={[
        { label: "Provider" },
        { label: "Breaker" },
        { label: "First byte", right: true },
        { label: "Answered", right: true },
        { label: "Failed", right: true },
        { label: "Retries", right: true },
        { label: "Last answer", right: true },
      ]}
    >
      {providers.map((provider) => (
        <tr key={provider.name} className={ROW}>
          <th scope="row" className={`${CELL} font-normal`}>
            <span className="font-medium">{provider.name}</span>
            <span className="ml-2 text-xs text-faint">
              {provider.api === null ? "Messages" : `OpenAI ${provider.api}`}
            </span>
            {provider.fallback && (
              <span className="ml-2">
                <Badge tone="neutral" title="Agents go back to Claude where it fails">
                  falls back
                </Badge>
              </span>
            )}
            <p className="font-mono text-xs text-faint">{provider.address}</p>
          </th>
          <td className={CELL}>
            <Breaker provider={provider} />
          </td>
          <td className={`${CELL} text-right`}>{formatMicros(provider.medianMicros)}</td>
          <td className={`${CELL} text-right`}>{formatCount(provider.answered)}</td>
          <td className={`${CELL} text-right`} title={provider.lastFailure ?? undefined}>
            {formatCount(provider.failed)}
          </td>
          <td className={`${CELL} text-right`}>{formatCount(provider.retries)}</td>
          <td className={`${CELL} text-right text-soft`}>
            {provider.lastAnswerAt === null ? "–" : formatAgo(provider.lastAnswerAt, now)}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Breaker({ provider }: { provider: RoutingProvider }) {
  if (!provider.breakerEnabled) return <span className="text-faint">off</span>;
  const { tone, label } = BREAKERS[provider.breaker] ?? { tone: "neutral", label: "unknown" };
  return (
    <span className="inline-flex items-center gap-2">
      <Dot tone={tone} /> {label}
    </span>
  );
}
