/** Which time a page is about, as it stands in the URL. */
export interface RangeView {
  /** One of the usual ones; the last 30 days where neither this nor `from` is given. */
  range?: Range;
  /** A time of one's own, ISO 8601. */
  from?: string;
  until?: string;
  by?: Granularity;
}

export const RANGES = ["24h", "7d", "30d", "90d", "12m"] as const;
export type Range = (typeof RANGES)[number];
export const GRANULARITIES = ["hour", "day", "week", "month"] as const;
export type Granularity = (typeof GRANULARITIES)[number];

export const DEFAULT_RANGE: Range = "30d";

export const RANGE_NAMES: Record<Range, string> = {
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
  "12m": "12 months",
};

/** What the API is asked for. */
export interface TimeRange {
  from: string;
  until?: string;
  zone?: string;
  by: Granularity;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** More hours than this are more than the API tells of, and than anybody can see. */
const MOST_HOURS = 62 * DAY;

/** Reads the range out of a URL's parameters and leaves away what makes no sense. */
export function parseRange(search: Readonly<Record<string, unknown>>): RangeView {
  const view: RangeView = {};
  const range = RANGES.find((known) => known === search.range);
  if (range) view.range = range;
  const from = timeIn(search.from);
  const until = timeIn(search.until);
  if (from && until && from < until) {
    view.from = from;
    view.until = until;
  }
  const by = GRANULARITIES.find((known) => known === search.by);
  if (by) view.by = by;
  return view;
}

function timeIn(value: unknown): string | undefined {
  const time = typeof value === "string" ? new Date(value) : undefined;
  return time && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}

/** What the API is to be asked for now, in the viewer's own time zone. */
export function timeRange(view: RangeView, now: Date): TimeRange {
  const { range, from } = usual(view, now);
  const until = view.from ? view.until : undefined;
  const length = (until ? Date.parse(until) : now.getTime()) - from.getTime();
  const by = view.by ?? (range === undefined ? fitting(length) : USUAL_PERIODS[range]);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    from: from.toISOString(),
    by: by === "hour" && length > MOST_HOURS ? "day" : by,
    ...(until && { until }),
    ...(zone && { zone }),
  };
}

const USUAL_PERIODS: Record<Range, Granularity> = {
  "24h": "hour",
  "7d": "day",
  "30d": "day",
  "90d": "week",
  "12m": "month",
};

function usual(view: RangeView, now: Date): { range?: Range; from: Date } {
  if (view.from) return { from: new Date(view.from) };
  const range = view.range ?? DEFAULT_RANGE;
  return { range, from: beginning(range, now) };
}

/** Where the first period begins, so that it is a whole one. */
function beginning(range: Range, now: Date): Date {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  switch (range) {
    case "24h": {
      const hour = new Date(now);
      hour.setMinutes(0, 0, 0);
      return new Date(hour.getTime() - 23 * HOUR);
    }
    case "7d":
      return new Date(year, month, day - 6);
    case "30d":
      return new Date(year, month, day - 29);
    case "90d":
      return new Date(year, month, day - ((now.getDay() + 6) % 7) - 12 * 7);
    case "12m":
      return new Date(year, month - 11, 1);
  }
}

function fitting(length: number): Granularity {
  if (length <= 3 * DAY) return "hour";
  if (length <= 62 * DAY) return "day";
  return length <= 400 * DAY ? "week" : "month";
}

/** Which periods make sense for a time of this length. */
export function granularities({ from, until }: TimeRange, now: Date): Granularity[] {
  const length = (until ? Date.parse(until) : now.getTime()) - Date.parse(from);
  return GRANULARITIES.filter(
    (by) =>
      (by === "hour" && length <= MOST_HOURS) ||
      (by === "day" && length > DAY) ||
      (by === "week" && length > 7 * DAY) ||
      (by === "month" && length > 31 * DAY),
  );
}
