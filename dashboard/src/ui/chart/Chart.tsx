import { lazy, Suspense, useState } from "react";
import { cx } from "../cx";
import { ChartTable } from "./ChartTable";
import { type PeriodLength, periodName } from "./periods";
import { type Series, totalAt } from "./series";

const Plot = lazy(async () => ({ default: (await import("./Plot")).Plot }));

export interface ChartProps {
  /** What it shows, for those who do not see it. */
  label: string;
  kind: "bars" | "curves";
  /** When the periods begin, ISO 8601. */
  times: readonly string[];
  /** When the last one ends. */
  end: string;
  by: PeriodLength;
  series: readonly Series[];
  format: (value: number) => string;
  /** A line that had better not be crossed. */
  limit?: { name: string; value: number } | undefined;
  /** Is told of the time that somebody drew over. */
  onZoom?: (from: string, until: string) => void;
}

interface Props extends ChartProps {
  /** As figures, not as a picture. */
  asTable: boolean;
  className?: string;
}

/** Bars or curves over time. By keyboard, the arrows go from period to period. */
export function Chart({ asTable, className, ...chart }: Props) {
  const [pointed, setPointed] = useState<{ index: number; left: number } | null>(null);
  const last = chart.times.length - 1;
  const at = pointed === null ? null : Math.min(pointed.index, last);
  if (asTable) return <ChartTable {...chart} className={className} />;
  return (
    <div className="flex flex-col gap-2 px-4 pb-3">
      <Legend series={chart.series} kind={chart.kind} />
      <div
        role="slider"
        aria-label={chart.label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={at ?? Math.max(0, last)}
        aria-valuetext={words(chart, at ?? last)}
        tabIndex={0}
        onBlur={() => setPointed(null)}
        onKeyDown={(event) => {
          const next = step(event.key, at, last);
          if (next === undefined) return;
          event.preventDefault();
          setPointed(next === null ? null : { index: next, left: pointed?.left ?? 0 });
        }}
        className={cx("relative min-w-0 rounded-md", className)}
      >
        <Suspense>
          <Plot
            {...chart}
            at={at}
            onPoint={(index, left) =>
              setPointed((known) =>
                index === null
                  ? null
                  : known?.index === index && known.left === left
                    ? known
                    : { index, left },
              )
            }
          />
        </Suspense>
        {pointed && at !== null && <Tip chart={chart} index={at} left={pointed.left} />}
      </div>
    </div>
  );
}

/** Where a key leads: a period, none (null), or it is no key of a chart's (undefined). */
function step(key: string, at: number | null, last: number): number | null | undefined {
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, (at ?? last + 1) - 1);
    case "ArrowRight":
      return Math.min(last, (at ?? -1) + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "Escape":
      return null;
  }
  return undefined;
}

function words({ times, by, series, format }: ChartProps, index: number): string {
  const time = times[index];
  if (time === undefined) return "Nothing";
  const values = series.map(({ name, values }) => {
    const value = values[index];
    return `${name} ${value == null ? "none" : format(value)}`;
  });
  return `${periodName(time, by)}: ${values.join(", ")}`;
}

function Legend({ series, kind }: Pick<ChartProps, "series" | "kind">) {
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
      {series.map(({ name, color, dashed }) => (
        <li key={name} className="flex min-w-0 items-center gap-1.5">
          <Swatch color={color} line={kind === "curves"} dashed={dashed ?? false} />
          <span className="max-w-48 truncate" title={name}>
            {name}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Swatch({
  color,
  line = false,
  dashed = false,
}: {
  color: string;
  line?: boolean;
  dashed?: boolean;
}) {
  if (!line) {
    return (
      <span className="size-2 shrink-0 rounded-xs" style={{ background: `var(--${color})` }} />
    );
  }
  return (
    <span
      className={cx("w-3.5 shrink-0 border-t-2", dashed && "border-dashed")}
      style={{ borderColor: `var(--${color})` }}
    />
  );
}

function Tip({ chart, index, left }: { chart: ChartProps; index: number; left: number }) {
  const { times, by, series, kind, format } = chart;
  const time = times[index];
  if (time === undefined) return null;
  const right = index > times.length / 2;
  const rows = (kind === "bars" ? series.toReversed() : series).filter(
    ({ values }) => values[index] != null && (kind === "curves" || values[index] !== 0),
  );
  return (
    <div
      aria-hidden="true"
      style={{ left, transform: `translateX(${right ? "calc(-100% - 12px)" : "12px"})` }}
      className="pointer-events-none absolute top-2 z-20 max-w-72 min-w-36 rounded-lg border border-line bg-surface px-3 py-2 text-xs shadow-pop"
    >
      <p className="mb-1 font-medium">{periodName(time, by)}</p>
      {rows.length === 0 && <p className="text-faint">Nothing</p>}
      {rows.map(({ name, color, values, dashed }) => (
        <p key={name} className="flex items-center gap-2 leading-5">
          <Swatch color={color} line={kind === "curves"} dashed={dashed ?? false} />
          <span className="truncate text-soft">{name}</span>
          <span className="ml-auto pl-3 font-medium tabular">{format(values[index] ?? 0)}</span>
        </p>
      ))}
      {kind === "bars" && rows.length > 1 && (
        <p className="mt-1 flex border-t border-line pt-1 leading-5">
          <span className="text-soft">Together</span>
          <span className="ml-auto pl-3 font-semibold tabular">
            {format(totalAt(series, index))}
          </span>
        </p>
      )}
    </div>
  );
}
