import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import type { Routing } from "@/api/client";
import { useNow } from "@/lib/use-now";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { ExplainForm } from "./ExplainForm";
import { MappingsTable } from "./MappingsTable";
import { ProvidersTable } from "./ProvidersTable";
import { routingQuery } from "./queries";
import { SpendingTable } from "./SpendingTable";
import { warningsOf } from "./warnings";

/** Which agents run on which providers, how that goes, and what would become of a request. */
export function RoutingPage() {
  const routing = useQuery(routingQuery);
  useEffect(() => {
    document.title = "Routing · Claude Code Proxy";
    return () => {
      document.title = "Claude Code Proxy";
    };
  }, []);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-14 items-center border-b border-line px-5">
        <h1 className="text-lg font-semibold tracking-tight">Routing</h1>
      </header>
      {routing.data ? (
        <Content routing={routing.data} />
      ) : routing.error ? (
        <ErrorState error={routing.error} onRetry={() => void routing.refetch()} />
      ) : (
        <Loading label="Asking how routing stands" />
      )}
    </div>
  );
}

function Content({ routing }: { routing: Routing }) {
  const now = useNow(true, 5_000);
  const { enabled, providers, mappings, seenAgents, spending } = routing;
  return (
    <ScrollRegion label="How routing stands">
      <div className="flex max-w-6xl flex-col gap-8 px-5 pt-5 pb-10">
        <Warnings routing={routing} />
        {!enabled && (
          <EmptyState title="No agents are routed">
            Set subagents.enable in config.yaml and name agents under subagents.mappings; everything
            else stays on Claude.
          </EmptyState>
        )}
        {providers.length > 0 && (
          <Part title="Providers" note="By what requests saw since proxy-core started.">
            <ProvidersTable providers={providers} now={now} />
          </Part>
        )}
        {mappings.length > 0 && (
          <Part
            title="Mappings"
            note={
              seenAgents.length === 0
                ? "No agents were seen in the last hour."
                : `Agents of the last hour: ${seenAgents.join(", ")}.`
            }
          >
            <MappingsTable mappings={mappings} now={now} />
          </Part>
        )}
        {spending.length > 0 && (
          <Part title="What it took" note="Over the whole record.">
            <SpendingTable spending={spending} />
          </Part>
        )}
        <Part
          title="Explain a request"
          note="What would become of a request on record, and what it would cost. Nothing is sent."
        >
          <ExplainForm />
        </Part>
      </div>
    </ScrollRegion>
  );
}

function Warnings({ routing }: { routing: Routing }) {
  const warnings = warningsOf(routing);
  if (warnings.length === 0) return null;
  return (
    <ul aria-label="Warnings" className="flex flex-col gap-1.5 rounded-xl bg-warn-soft px-4 py-3">
      {warnings.map((warning) => (
        <li key={warning} className="flex items-start gap-2 text-sm">
          <TriangleAlert size={15} aria-hidden="true" className="mt-0.5 shrink-0 text-warn" />
          <span className="break-words">{warning}</span>
        </li>
      ))}
    </ul>
  );
}

function Part({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div>
        <h2 className="text-sm font-semibold">{title}</h2>
        <p className="mt-0.5 text-sm text-soft">{note}</p>
      </div>
      {children}
    </section>
  );
}
