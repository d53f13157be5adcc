import { cx } from "../cx";
import { ScrollRegion } from "../ScrollRegion";
import type { ChartProps } from "./Chart";
import { periodName } from "./periods";

/** What a chart shows, as figures, the latest first. */
export function ChartTable({
  label,
  times,
  by,
  series,
  format,
  className,
}: ChartProps & { className?: string | undefined }) {
  return (
    <ScrollRegion role="group" label={label} className={cx("flex-none overflow-x-auto", className)}>
      <table className="w-full text-sm tabular">
        <thead className="sticky top-0 bg-surface text-xs text-faint">
          <tr className="border-b border-line">
            <th scope="col" className="px-4 py-1.5 text-left font-medium">
              Period
            </th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="px-4 py-1.5 text-right font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times
            .map((time, index) => (
              <tr key={time} className="border-b border-line last:border-0">
                <th scope="row" className="px-4 py-1 text-left font-normal whitespace-nowrap">
                  {periodName(time, by)}
                </th>
                {series.map(({ name, values }) => {
                  const value = values[index];
                  return (
                    <td key={name} className="px-4 py-1 text-right">
                      {value == null ? "–" : format(value)}
                    </td>
                  );
                })}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
