/** How long the periods of a chart are. */
export type PeriodLength = "hour" | "day" | "week" | "month" | "all";

const hourAndDay = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const weekday = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
});
const month = new Intl.DateTimeFormat("en-GB", { month: "short" });
const monthAndYear = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });

/** What a period is called in full. */
export function periodName(iso: string, length: PeriodLength): string {
  const date = new Date(iso);
  switch (length) {
    case "hour":
      return hourAndDay.format(date);
    case "day":
      return weekday.format(date);
    case "week":
      return `Week of ${dayAndMonth.format(date)}`;
    case "month":
      return monthAndYear.format(date);
    case "all":
      return "All of the time";
  }
}

/** What stands below a chart at a period. */
export function tickName(iso: string, length: PeriodLength): string {
  const date = new Date(iso);
  if (length === "hour") {
    return date.getHours() === 0 ? dayAndMonth.format(date) : time.format(date);
  }
  if (length !== "month") return dayAndMonth.format(date);
  return date.getMonth() === 0 ? String(date.getFullYear()) : month.format(date);
}

const STEPS: Record<PeriodLength, readonly number[]> = {
  hour: [1, 2, 3, 6, 12, 24, 48, 96, 168],
  day: [1, 2, 7, 14, 28],
  week: [1, 2, 4, 8, 13, 26],
  month: [1, 2, 3, 6, 12],
  all: [1],
};

/** The periods below which a name stands, so that they do not touch. */
export function ticks(times: readonly string[], length: PeriodLength, most: number): number[] {
  const steps = STEPS[length];
  const step = steps.find((candidate) => times.length / candidate <= most) ?? steps.at(-1) ?? 1;
  const first = anchor(times, length, step);
  return times.map((_, index) => index).filter((index) => (index - first) % step === 0);
}

/** The first midnight, the first Monday, … so that names are round. */
function anchor(times: readonly string[], length: PeriodLength, step: number): number {
  const dates = times.map((iso) => new Date(iso));
  const found = dates.findIndex((date) => {
    if (length === "hour") return step >= 24 ? date.getHours() === 0 : date.getHours() % step === 0;
    if (length === "day") return step < 7 || date.getDay() === 1;
    return length !== "month" || date.getMonth() % Math.min(step, 12) === 0;
  });
  return Math.max(0, found) % step;
}
