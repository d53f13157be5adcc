import { X } from "lucide-react";
import { formatDay, formatMoment } from "@/lib/format";
import { Button } from "@/ui/Button";
import { Segmented } from "@/ui/Segmented";
import {
  DEFAULT_RANGE,
  type Granularity,
  granularities,
  RANGE_NAMES,
  RANGES,
  type RangeView,
  type TimeRange,
} from "./range";

interface Props {
  view: RangeView;
  range: TimeRange;
  onChange: (view: RangeView) => void;
  /** Whether it matters how long the periods are. */
  periods?: boolean;
}

const PERIOD_NAMES: Record<Granularity, string> = {
  hour: "Hours",
  day: "Days",
  week: "Weeks",
  month: "Months",
};

/** Which time a page is about, and in which periods it is told. */
export function RangeBar({ view, range, onChange, periods = true }: Props) {
  const own = view.from !== undefined && view.until !== undefined;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        label="Time"
        value={own ? "" : (view.range ?? DEFAULT_RANGE)}
        choices={RANGES.map((value) => ({ value, label: value, title: RANGE_NAMES[value] }))}
        onChange={(next) => onChange(next === DEFAULT_RANGE ? {} : { range: next })}
      />
      {own && view.from && view.until && (
        <Button
          onClick={() => onChange(view.range ? { range: view.range } : {})}
          title="Back to the usual time"
          className="border-accent bg-accent-soft text-ink"
        >
          <span
            className="tabular"
            title={`${formatMoment(view.from)} – ${formatMoment(view.until)}`}
          >
            {short(view.from)} – {short(view.until)}
          </span>
          <X size={13} aria-hidden="true" />
        </Button>
      )}
      {periods && (
        <Segmented
          label="Periods"
          value={range.by}
          choices={granularities(range, new Date()).map((value) => ({
            value,
            label: PERIOD_NAMES[value],
          }))}
          onChange={(by) => onChange({ ...view, by })}
        />
      )}
    </div>
  );
}

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

function short(iso: string): string {
  const date = new Date(iso);
  const midnight = date.getHours() === 0 && date.getMinutes() === 0;
  const day = formatDay(iso, new Date(0));
  return midnight ? day : `${day}, ${time.format(date)}`;
}
