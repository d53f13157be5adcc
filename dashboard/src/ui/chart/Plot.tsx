import { useEffect, useLayoutEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useTheme } from "@/lib/theme";
import type { ChartProps } from "./Chart";
import { optionsOf } from "./options";
import { stacked } from "./series";

interface Props extends ChartProps {
  /** The period that is pointed at. */
  at: number | null;
  onPoint: (index: number | null, left: number) => void;
}

/** The canvas of a chart. Loaded when there is one to see. */
export function Plot(props: Props) {
  const theme = useTheme();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const current = useRef(props);
  useLayoutEffect(() => {
    current.current = props;
  });

  const { kind, series, times, at } = props;
  // Other curves, periods or colours make another chart; other values only change it.
  const shape = [
    theme,
    kind,
    times.join(),
    ...series.map(({ name, color }) => name + color),
  ].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for all that it is made of.
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const made = new uPlot(
      optionsOf(() => current.current, size()),
      dataOf(current.current),
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are all that changes here.
  useEffect(() => {
    plot.current?.setData(dataOf(current.current));
  }, [series, props.limit]);

  useEffect(() => {
    const made = plot.current;
    if (!made || at === made.cursor.idx) return;
    made.setCursor(
      at === null ? { left: -10, top: -10 } : { left: made.valToPos(at, "x"), top: 10 },
    );
  }, [at]);

  return <div ref={host} aria-hidden="true" className="absolute inset-0" />;
}

function dataOf({ kind, series, times }: ChartProps): uPlot.AlignedData {
  const values = kind === "bars" ? stacked(series) : series.map((one) => [...one.values]);
  return [times.map((_, index) => index), ...values];
}
