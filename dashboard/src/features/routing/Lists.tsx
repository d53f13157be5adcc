import { Badge } from "@/ui/Badge";

const KINDS: Record<string, string> = {
  hint: "the client's own word",
  call: "the call that sent it off",
  definition: "its definition",
  built_in: "Claude Code's own prompt",
};

interface Evidence {
  kind: string;
  agent: string;
  detail: string;
}

/** What tells an agent's name, strongest first. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  if (evidence.length === 0) return null;
  return (
    <section aria-label="Evidence">
      <h3 className="mb-1 text-xs text-faint">Told by</h3>
      <ol className="flex flex-col gap-1 text-sm">
        {evidence.map(({ kind, agent, detail }) => (
          <li key={`${kind} ${detail}`} className="flex flex-wrap items-baseline gap-2">
            <span className="font-medium">{agent}</span>
            <span className="text-soft">{KINDS[kind] ?? kind}</span>
            <span className="font-mono text-xs break-all text-faint">{detail}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Loss {
  field: string;
  severity: string;
  reason: string;
  count: number;
}

/** What a translation did not carry over, what matters first. */
export function LossList({ losses }: { losses: readonly Loss[] }) {
  if (losses.length === 0) return null;
  const warnsFirst = [...losses].sort((a, b) => Number(warns(b)) - Number(warns(a)));
  return (
    <section aria-label="Losses">
      <h3 className="mb-1 text-xs text-faint">Not carried over</h3>
      <ul className="flex flex-col gap-1 text-sm">
        {warnsFirst.map((loss) => (
          <li key={`${loss.field} ${loss.reason}`} className="flex flex-wrap items-baseline gap-2">
            <Badge tone={warns(loss) ? "warn" : "neutral"} mono>
              {loss.field}
            </Badge>
            <span className="text-soft">{loss.reason}</span>
            {loss.count > 1 && <span className="tabular text-faint">{loss.count} times</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function warns({ severity }: Loss): boolean {
  return severity.toLowerCase() === "warning";
}
