import { useNavigate } from "@tanstack/react-router";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { formatClock, formatMicros } from "@/lib/format";
import { cx } from "@/ui/cx";
import { agentOf, type Lane, lanesOf, type Phase, phasesOf } from "./lanes";
import type { LiveEntry } from "./live-board";

const LANE_HEIGHT = 26;
const BAR_HEIGHT = 14;
const AXIS_HEIGHT = 20;
const MOST_LANES = 14;
const FRAME_MILLIS = 100;

const PHASES: Record<Phase, { label: string; color: string; swatch: string }> = {
  waiting: { label: "waiting", color: "--line-strong", swatch: "bg-line-strong" },
  thinking: { label: "until first token", color: "--plum", swatch: "bg-plum" },
  answering: { label: "answering", color: "--accent", swatch: "bg-accent" },
};

interface Props {
  entries: readonly LiveEntry[];
  /** How much time is shown, in milliseconds. */
  span: number;
  /** Where the time ends; it goes on by itself where this is not given. */
  frozenAt: number | undefined;
}

/** What each agent did over the last minutes: one lane each, one bar for each request. */
export function Waterfall({ entries, span, frozenAt }: Props) {
  const since = Math.floor(((frozenAt ?? Date.now()) - span) / 1_000) * 1_000;
  const lanes = useMemo(() => lanesOf(entries, since), [entries, since]);
  const shown = lanes.slice(-MOST_LANES);
  return (
    <section aria-label="Agents over time" className="flex flex-col gap-2">
      <div className="flex items-baseline gap-4">
        <h2 className="text-sm font-semibold">Agents over time</h2>
        <ul className="flex gap-3 text-xs text-faint">
          {Object.values(PHASES).map(({ label, swatch }) => (
            <li key={label} className="flex items-center gap-1.5">
              <span aria-hidden="true" className={cx("size-2 rounded-xs", swatch)} />
              {label}
            </li>
          ))}
        </ul>
        {lanes.length > shown.length && (
          <span className="ml-auto text-xs text-faint tabular">
            the last {MOST_LANES} of {lanes.length} agents
          </span>
        )}
      </div>
      <div className="flex rounded-xl border border-line bg-surface py-2 pr-3">
        <ol className="w-36 shrink-0 border-r border-line/60 @2xl:w-48">
          {shown.map(({ key, label, note, depth }) => (
            <li
              key={key}
              title={note}
              className="flex items-center gap-1.5 truncate pr-2 text-xs"
              style={{ height: LANE_HEIGHT, paddingLeft: 12 + depth * 12 }}
            >
              <span className={cx("shrink-0 font-medium", depth > 0 && "text-plum")}>{label}</span>
              <span className="truncate text-faint">{note}</span>
            </li>
          ))}
        </ol>
        <Bars lanes={shown} span={span} frozenAt={frozenAt} />
      </div>
    </section>
  );
}

interface Hit {
  entry: LiveEntry;
  x: number;
  y: number;
}

function Bars({ lanes, span, frozenAt }: { lanes: readonly Lane[] } & Omit<Props, "entries">) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hit, setHit] = useState<Hit>();
  const navigate = useNavigate();
  const height = Math.max(1, lanes.length) * LANE_HEIGHT + AXIS_HEIGHT;
  // Words come more often than bars change: the clock below paints what there is by then.
  const current = useRef(lanes);
  useLayoutEffect(() => {
    current.current = lanes;
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const paint = () => draw(element, current.current, span, frozenAt ?? Date.now());
    paint();
    const sizes = new ResizeObserver(paint);
    sizes.observe(element);
    const timer = frozenAt === undefined ? setInterval(paint, FRAME_MILLIS) : undefined;
    return () => {
      sizes.disconnect();
      clearInterval(timer);
    };
  }, [span, frozenAt]);
  const find = (event: React.PointerEvent | React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const entry = entryAt(lanes, x / box.width, y, span, frozenAt ?? Date.now());
    return entry && { entry, x, y };
  };
  return (
    <div className="relative min-w-0 flex-1">
      <canvas
        ref={canvas}
        role="img"
        aria-label={describe(lanes)}
        className={cx("block w-full", hit && "cursor-pointer")}
        style={{ height }}
        onPointerMove={(event) => setHit(find(event))}
        onPointerLeave={() => setHit(undefined)}
        onClick={(event) => {
          const id = find(event)?.entry.exchange.id;
          if (id) void navigate({ to: "/requests/$id", params: { id }, search: {} });
        }}
      />
      {hit && <Tip {...hit} />}
    </div>
  );
}

function describe(lanes: readonly Lane[]): string {
  const each = lanes.map(
    ({ label, entries: { length } }) =>
      `${label}, ${length} ${length === 1 ? "request" : "requests"}`,
  );
  return `${lanes.length} ${lanes.length === 1 ? "agent" : "agents"}: ${each.join("; ")}`;
}

function Tip({ entry, x, y }: Hit) {
  const { exchange } = entry;
  return (
    <div
      className="pointer-events-none absolute z-10 w-max max-w-64 -translate-x-1/2 rounded-lg border border-line bg-surface px-2.5 py-1.5 text-xs shadow-pop"
      style={{ left: `clamp(8rem, ${x}px, calc(100% - 8rem))`, top: y + 14 }}
    >
      <p className="font-medium">
        {agentOf(entry)} <span className="font-normal text-faint">{exchange.model ?? ""}</span>
      </p>
      <p className="text-faint tabular">
        {formatClock(exchange.startedAt).slice(0, 8)} · first token{" "}
        {formatMicros(exchange.timeToFirstTokenMicros)} · {formatMicros(exchange.durationMicros)}
      </p>
    </div>
  );
}

function entryAt(
  lanes: readonly Lane[],
  share: number,
  y: number,
  span: number,
  now: number,
): LiveEntry | undefined {
  const at = now - span + share * span;
  const slack = span / 200;
  return lanes[Math.floor(y / LANE_HEIGHT)]?.entries.find((entry) => {
    const phases = phasesOf(entry, now);
    return at >= (phases[0]?.from ?? now) - slack && at <= (phases.at(-1)?.to ?? now) + slack;
  });
}

/** Lines at full seconds or minutes, about as many as there is room for. */
const STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900].map((seconds) => seconds * 1_000);

function draw(canvas: HTMLCanvasElement, lanes: readonly Lane[], span: number, now: number): void {
  const context = canvas.getContext("2d");
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  const style = getComputedStyle(canvas);
  const color = (name: string) => style.getPropertyValue(name);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const from = now - span;
  const xOf = (time: number) => ((time - from) / span) * width;

  context.font = `11px ${style.fontFamily}`;
  context.fillStyle = color("--ink-faint");
  context.textAlign = "center";
  const step = STEPS.find((one) => (one / span) * width > 76) ?? span;
  for (let time = Math.ceil(from / step) * step; time < now; time += step) {
    const x = xOf(time);
    context.globalAlpha = 0.5;
    context.fillStyle = color("--line");
    context.fillRect(Math.round(x), 0, 1, height - AXIS_HEIGHT);
    context.globalAlpha = 1;
    context.fillStyle = color("--ink-faint");
    if (x > 26 && x < width - 26)
      context.fillText(formatClock(new Date(time).toISOString()).slice(0, 8), x, height - 5);
  }
  lanes.forEach(({ entries }, lane) => {
    const y = lane * LANE_HEIGHT + (LANE_HEIGHT - BAR_HEIGHT) / 2;
    for (const entry of entries) {
      const bad = !["in_flight", "completed"].includes(entry.exchange.outcome);
      for (const { phase, from: begin, to } of phasesOf(entry, now)) {
        const left = Math.max(0, xOf(begin));
        const right = Math.min(width, xOf(to));
        if (right <= 0) continue;
        context.fillStyle = color(bad ? "--bad" : PHASES[phase].color);
        context.fillRect(left, y, Math.max(1, right - left - 0.5), BAR_HEIGHT);
      }
    }
  });
}
