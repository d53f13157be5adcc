import uPlot from "uplot";
import { axisFigures } from "./axis";
import type { ChartProps } from "./Chart";
import { tickName, ticks } from "./periods";

const FONT = '11px "Inter", ui-sans-serif, system-ui, sans-serif';
const TICK_WIDTH = 68;
const AXIS_WIDTH = 58;
const AXIS_HEIGHT = 26;
/** For the half of the last name that stands beyond its period. */
const AXIS_END = 16;
const BAR_SHARE = 0.74;
const WIDEST_BAR = 44;
/** How much room there is above the highest value. */
const HEADROOM = 1.08;

interface Chart extends ChartProps {
  onPoint: (index: number | null, left: number) => void;
}

/** What the canvas library has to know. Values and what is called back may change after. */
export function optionsOf(
  chart: () => Chart,
  size: { width: number; height: number },
): uPlot.Options {
  const { kind, times } = chart();
  return {
    ...size,
    padding: [10, AXIS_END, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: kind === "bars" ? { show: false } : { size: 7, width: 2 },
      drag: { x: true, y: false, setScale: false },
    },
    scales: {
      x: { time: false, range: () => [-0.5, times.length - 0.5] },
      y: { range: (_, __, highest) => [0, highestOf(chart(), highest)] },
    },
    axes: [xAxis(chart), yAxis(chart)],
    series: [{}, ...(kind === "bars" ? bars(chart()) : curves(chart()))],
    hooks: {
      setCursor: [
        (plot) => {
          const { idx, left = -1 } = plot.cursor;
          const inside = left >= 0 && idx !== null && idx !== undefined;
          chart().onPoint(
            inside ? idx : null,
            inside ? plot.valToPos(idx, "x") + plot.over.offsetLeft : 0,
          );
        },
      ],
      setSelect: [(plot) => select(plot, chart())],
      draw: [(plot) => drawLimit(plot, chart())],
    },
  };
}

/** A budget is shown where it is near enough to what there is. */
function highestOf({ limit }: Chart, highest: number): number {
  const value = highest > 0 ? highest : 0;
  const seen = limit && limit.value <= value * 2.5 ? Math.max(value, limit.value) : value;
  return seen > 0 ? seen * HEADROOM : 1;
}

function xAxis(chart: () => Chart): uPlot.Axis {
  return {
    stroke: color("ink-faint"),
    font: FONT,
    size: AXIS_HEIGHT,
    gap: 6,
    grid: { show: false },
    ticks: { show: false },
    splits: (plot) => {
      const { times, by } = chart();
      return ticks(times, by, Math.max(2, plot.bbox.width / devicePixelRatio / TICK_WIDTH));
    },
    values: (_, places) => {
      const { times, by } = chart();
      return places.map((place) => {
        const time = times[place];
        return time === undefined ? "" : tickName(time, by);
      });
    },
  };
}

function yAxis(chart: () => Chart): uPlot.Axis {
  return {
    stroke: color("ink-faint"),
    font: FONT,
    size: AXIS_WIDTH,
    gap: 8,
    space: 36,
    grid: { stroke: color("line"), width: 1 },
    ticks: { show: false },
    values: (_, values) =>
      axisFigures(values.map((value) => (value === 0 ? "0" : chart().format(value)))),
  };
}

/** The highest is painted first, so that the others stand before it. */
function bars({ series }: Chart): uPlot.Series[] {
  const paths = uPlot.paths.bars?.({ size: [BAR_SHARE, WIDEST_BAR] });
  return series.toReversed().map((one) => ({
    fill: color(one.color),
    width: 0,
    points: { show: false },
    ...(paths && { paths }),
  }));
}

function curves({ series }: Chart): uPlot.Series[] {
  return series.map((one) => ({
    stroke: color(one.color),
    width: one.dashed ? 1.5 : 2,
    points: { size: 5, fill: color(one.color), width: 0, filter: lonely },
    ...(one.dashed && { dash: [5, 4] }),
  }));
}

/** Points are drawn where no line leads to them. */
function lonely(plot: uPlot, series: number, shown: boolean): number[] {
  const values = plot.data[series] ?? [];
  if (shown && values.length < 2) return [...values.keys()];
  return [...values.keys()].filter(
    (index) => values[index] != null && values[index - 1] == null && values[index + 1] == null,
  );
}

function select(plot: uPlot, { times, onZoom, end }: Chart): void {
  const { left, width } = plot.select;
  if (width > 0) plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (width < 8 || !onZoom) return;
  const first = Math.max(0, Math.round(plot.posToVal(left, "x")));
  const last = Math.min(times.length - 1, Math.round(plot.posToVal(left + width, "x")));
  const from = times[first];
  if (from !== undefined && last >= first) onZoom(from, times[last + 1] ?? end);
}

function drawLimit(plot: uPlot, { limit }: Chart): void {
  if (!limit || limit.value > (plot.scales.y?.max ?? 0)) return;
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(limit.value, "y", true));
  ctx.save();
  ctx.strokeStyle = color("bad");
  ctx.fillStyle = color("bad");
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.font = FONT.replace("11px", `${11 * devicePixelRatio}px`);
  ctx.textAlign = "right";
  ctx.textBaseline = "bottom";
  ctx.fillText(limit.name, bbox.left + bbox.width, y - 3 * devicePixelRatio);
  ctx.restore();
}

/** One of the theme's colours, as it is now. */
function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
