import { Link } from "@tanstack/react-router";
import { Download } from "lucide-react";
import type { ExchangeDetail, RouteDetail } from "@/api/client";
import { Facts } from "@/features/routing/Facts";
import { EvidenceList, LossList } from "@/features/routing/Lists";
import { formatBytes, formatMicros } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { buttonClass } from "@/ui/Button";
import type { Tone } from "@/ui/Dot";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState } from "@/ui/states";

const RESULTS: Record<string, { label: string; tone: Tone }> = {
  answered: { label: "answered", tone: "good" },
  fell_back: { label: "fell back to Claude", tone: "warn" },
  failed: { label: "failed", tone: "bad" },
  cancelled: { label: "the client left", tone: "neutral" },
  renamed: { label: "another model of Claude's", tone: "info" },
  estimated: { label: "estimated", tone: "info" },
};

const UNDER_WAY = { label: "under way", tone: "info" } as const;
/** The proxy died before it could tell. */
const UNKNOWN = { label: "not known: the proxy died in the middle", tone: "bad" } as const;

/** Where the request of an agent went, why, and what was lost on the way. */
export function RoutingTab({ detail }: { detail: ExchangeDetail }) {
  const { route, summary } = detail;
  if (route === null) {
    return (
      <EmptyState title="Not routed">
        It went to the upstream as it came.{" "}
        <Link
          to="/routing"
          search={{ explain: summary.id }}
          className="text-accent underline underline-offset-2"
        >
          What would become of it by other rules?
        </Link>
      </EmptyState>
    );
  }
  const underWay = summary.outcome === "in_flight";
  return (
    <ScrollRegion label="Way of the request" className="flex max-w-4xl flex-col gap-6 px-5 py-5">
      <Decision route={route} underWay={underWay} />
      <EvidenceList evidence={route.evidence} />
      {route.result === null && !underWay ? <Unknown /> : <Attempts route={route} />}
      <LossList losses={route.losses} />
      {route.path !== null && <Sides id={summary.id} route={route} />}
    </ScrollRegion>
  );
}

function Decision({ route, underWay }: { route: RouteDetail; underWay: boolean }) {
  const { label, tone } = RESULTS[route.result ?? ""] ?? (underWay ? UNDER_WAY : UNKNOWN);
  return (
    <section aria-label="Decision" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{label}</Badge>
        {route.reason !== "" && <span className="text-sm text-soft">{route.reason}</span>}
      </div>
      <Facts
        facts={[
          ["Agent", route.agent],
          ["Rule", route.rule],
          ["Provider", route.provider],
          ["Model", route.model],
          ["Circuit breaker", route.breaker.replace("_", " ")],
        ]}
      />
    </section>
  );
}

function Unknown() {
  return (
    <section aria-label="Tries">
      <h3 className="mb-1 text-xs text-faint">Tries</h3>
      <p className="text-sm text-soft">
        Not known, as the proxy died before it could tell. What was sent and what came back is on
        record as far as it came; of what was not carried over, only the request's part is known.
      </p>
    </section>
  );
}

function Attempts({ route }: { route: RouteDetail }) {
  if (route.attempts.length === 0) return null;
  return (
    <section aria-label="Tries">
      <h3 className="mb-1 text-xs text-faint">Tries</h3>
      <ol className="flex flex-col gap-1 text-sm tabular">
        {route.attempts.map((attempt) => (
          <li key={attempt.atMicros} className="flex flex-wrap items-baseline gap-3">
            <span className="w-20 text-right text-soft">{formatMicros(attempt.atMicros)}</span>
            <span className="font-medium">{attempt.status ?? "no answer"}</span>
            <span className="text-soft">{formatBytes(attempt.bytes)}</span>
            {attempt.failure !== "" && <span className="text-bad">{attempt.failure}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Sides({ id, route }: { id: string; route: RouteDetail }) {
  return (
    <section aria-label="The provider's side" className="flex flex-wrap items-center gap-2">
      <Body id={id} side="request" label={`Sent, ${formatBytes(route.requestBody.bytes)}`} />
      <Body id={id} side="response" label={`Answered, ${formatBytes(route.responseBody.bytes)}`} />
    </section>
  );
}

function Body({ id, side, label }: { id: string; side: "request" | "response"; label: string }) {
  return (
    <a href={`/api/requests/${id}/provider-${side}-body`} download className={buttonClass()}>
      <Download size={14} aria-hidden="true" /> {label}
    </a>
  );
}
