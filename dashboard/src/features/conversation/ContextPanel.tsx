import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ContextReport } from "@/api/client";
import { formatCount, formatShare, formatTokens } from "@/lib/format";
import { cx } from "@/ui/cx";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { CONTEXT_LOOKS } from "./context-looks";
import { contextQuery } from "./queries";

interface Props {
  id: string;
  /** Whether any answer has told yet how much the model was given. */
  told: boolean;
  onGo: (position: number) => void;
}

/** What fills the context, how it grew, and how much room is left. */
export function ContextPanel({ id, told, onGo }: Props) {
  const query = useQuery({ ...contextQuery(id, undefined), enabled: told });
  const report = query.data;
  if (!told) {
    return (
      <EmptyState title="Nothing to tell yet">
        No answer of this conversation has told how much the model was given.
      </EmptyState>
    );
  }
  if (!report) {
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Loading label="Looking into the context" />
    );
  }
  return (
    <ScrollRegion label="Context" className="flex flex-col gap-6 px-4 py-4">
      <Fill report={report} />
      <Growth report={report} />
      <Parts report={report} />
      <Largest report={report} onGo={onGo} />
      <p className="text-xs text-faint text-balance">
        Tokens of parts are estimates: each part's share of the characters, of the tokens that the
        API charged for the whole.
      </p>
    </ScrollRegion>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-xs font-medium text-faint">{title}</h2>
      {children}
    </section>
  );
}

/** The sums of the kinds, the largest first. */
function kindsOf({ parts }: ContextReport) {
  const sums = new Map<string, number>();
  for (const { kind, estimatedTokens } of parts) {
    sums.set(kind, (sums.get(kind) ?? 0) + estimatedTokens);
  }
  return [...sums].sort(([, a], [, b]) => b - a);
}

function Fill({ report }: { report: ContextReport }) {
  const { contextTokens, window } = report;
  const full = window ?? contextTokens;
  return (
    <div className="flex flex-col gap-2.5">
      <p className="flex items-baseline gap-2 tabular">
        <span className="text-2xl font-semibold tracking-tight">{formatTokens(contextTokens)}</span>
        <span className="text-sm text-faint">
          {window === null
            ? "tokens; the model's window is not known"
            : `of ${formatTokens(window)} tokens, ${formatTokens(Math.max(0, window - contextTokens))} left`}
        </span>
      </p>
      <div aria-hidden="true" className="flex h-3 gap-px overflow-hidden rounded-full bg-sunken">
        {kindsOf(report).map(([kind, tokens]) => (
          <span
            key={kind}
            className={CONTEXT_LOOKS[kind]?.className ?? "bg-faint"}
            style={{ width: `${(tokens / full) * 100}%` }}
          />
        ))}
      </div>
    </div>
  );
}

const WIDTH = 320;
const HEIGHT = 64;

/** The size of the prompt at the end of each turn. */
function Growth({ report: { growth, window } }: { report: ContextReport }) {
  if (growth.length < 2) return null;
  const most = Math.max(...growth.map(({ contextTokens }) => contextTokens));
  const full = window !== null && most > window / 4 ? window : most;
  const points = growth.map(({ contextTokens }, index) => [
    (index / (growth.length - 1)) * WIDTH,
    HEIGHT - (contextTokens / full) * HEIGHT,
  ]);
  const line = points.map(([x = 0, y = 0]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  const first = growth[0]?.contextTokens ?? 0;
  const last = growth.at(-1)?.contextTokens ?? 0;
  return (
    <Section title="Growth, turn by turn">
      <svg
        role="img"
        aria-label={`From ${formatTokens(first)} to ${formatTokens(last)} tokens over ${formatCount(growth.length)} turns`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-16 w-full overflow-visible text-info"
      >
        <polygon
          points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`}
          className="fill-current opacity-15"
        />
        <polyline
          points={line}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p className="flex justify-between text-xs text-faint tabular">
        <span>turn 1: {formatTokens(first)}</span>
        <span>
          turn {formatCount(growth.length)}: {formatTokens(last)}
        </span>
      </p>
    </Section>
  );
}

const MOST_NAMES = 6;

function Parts({ report }: { report: ContextReport }) {
  const { contextTokens, parts } = report;
  return (
    <Section title="By part">
      <ul className="flex flex-col gap-2 text-sm tabular">
        {kindsOf(report).map(([kind, tokens]) => {
          const look = CONTEXT_LOOKS[kind];
          const named = parts.filter((part) => part.kind === kind && part.name !== "");
          return (
            <li key={kind}>
              <p className="flex items-center gap-2">
                <span
                  aria-hidden="true"
                  className={cx("size-2 shrink-0 rounded-xs", look?.className ?? "bg-faint")}
                />
                {look?.label ?? kind}
                <span className="ml-auto text-faint">{formatShare(tokens / contextTokens)}</span>
                <span className="w-14 text-right font-medium">{formatTokens(tokens)}</span>
              </p>
              {named.length > 0 && (
                <ul className="mt-0.5 pl-4 text-xs text-faint">
                  {named.slice(0, MOST_NAMES).map(({ name, blocks, estimatedTokens }) => (
                    <li key={name} className="flex gap-2">
                      <span className="truncate font-mono">{name}</span>
                      {blocks > 1 && <span>×{formatCount(blocks)}</span>}
                      <span className="ml-auto shrink-0">{formatTokens(estimatedTokens)}</span>
                    </li>
                  ))}
                  {named.length > MOST_NAMES && (
                    <li>and {formatCount(named.length - MOST_NAMES)} more</li>
                  )}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Largest({ report, onGo }: { report: ContextReport; onGo: (position: number) => void }) {
  return (
    <Section title="Largest single blocks">
      <ol className="flex flex-col text-xs tabular">
        {report.largest
          .slice(0, 12)
          .map(({ kind, name, about, position, estimatedTokens }, rank) => {
            const look = CONTEXT_LOOKS[kind];
            const words = (
              <>
                <span
                  aria-hidden="true"
                  className={cx("size-2 shrink-0 rounded-xs", look?.className ?? "bg-faint")}
                />
                <span className="shrink-0 text-soft">{name || look?.label}</span>
                <span className="truncate font-mono text-faint">{about}</span>
                <span className="ml-auto shrink-0 pl-2 font-medium">
                  {formatTokens(estimatedTokens)}
                </span>
              </>
            );
            const className = "flex h-7 w-full items-center gap-2 rounded-md px-1.5 text-left";
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rank is what tells them apart.
              <li key={rank}>
                {position === null ? (
                  <span className={className}>{words}</span>
                ) : (
                  <button
                    type="button"
                    title={about}
                    onClick={() => onGo(position)}
                    className={cx(className, "transition-colors hover:bg-hover")}
                  >
                    {words}
                  </button>
                )}
              </li>
            );
          })}
      </ol>
    </Section>
  );
}
