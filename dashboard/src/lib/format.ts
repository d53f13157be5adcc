/** The one place where figures become text. */

const DASH = "–";

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "full",
  timeStyle: "long",
});

/** `14:03:27.118`. */
export function formatClock(iso: string): string {
  return clock.format(new Date(iso));
}

/** `22 Nov`, or nothing for today. */
export function formatDay(iso: string, now: Date = new Date()): string {
  const date = new Date(iso);
  return date.toDateString() === now.toDateString() ? "" : day.format(date);
}

/** Everything there is to say about a moment. */
export function formatMoment(iso: string): string {
  return full.format(new Date(iso));
}

/** `870 µs`, `48 ms`, `3.21 s`, `2 m 05 s`. */
export function formatMicros(micros: number | null): string {
  if (micros === null) return DASH;
  if (micros < 1_000) return `${micros} µs`;
  const millis = micros / 1_000;
  if (millis < 10) return `${millis.toFixed(1)} ms`;
  if (millis < 999.5) return `${Math.round(millis)} ms`;
  const seconds = millis / 1_000;
  if (seconds < 59.95) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return `${Math.floor(whole / 60)} m ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3_600)} h ${pad(Math.floor(whole / 60) % 60)} m`;
}

/** `512 B`, `1.4 KB`, `3.2 MB`, in steps of 1024. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const units = ["KB", "MB", "GB", "TB"];
  let value = bytes / 1_024;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_024;
    unit++;
  }
  return `${value.toFixed(value < 9.95 ? 1 : 0)} ${units[unit]}`;
}

/** `12,345`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-GB");
}

/** `950`, `48.2k`, `1.24M`: tokens, three digits of them. */
export function formatTokens(tokens: number): string {
  if (tokens < 1_000) return String(Math.round(tokens));
  const thousands = tokens / 1_000;
  if (thousands < 999.5) return `${thousands.toPrecision(3).replace(/\.0+$/, "")}k`;
  const millions = tokens / 1_000_000;
  return `${millions < 999.5 ? millions.toPrecision(3) : Math.round(millions)}M`;
}

/** `$0.0042`, `$0.38`, `$12.40`: US dollars, with as many digits as say something. */
export function formatCost(dollars: number): string {
  if (dollars === 0) return "$0";
  if (dollars < 0.0001) return "<$0.0001";
  if (dollars < 0.01) return `$${dollars.toFixed(4)}`;
  return dollars < 1_000 ? `$${dollars.toFixed(2)}` : `$${formatCount(Math.round(dollars))}`;
}

/** `93.4 %`, rounded down so that only a whole is 100 %. */
export function formatShare(share: number): string {
  return `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`;
}

/** `now`, `4 min`, `3 h`, `2 d` ago, then the day. */
export function formatAgo(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  if (minutes < 1) return "now";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h`;
  if (minutes < 7 * 1_440) return `${Math.floor(minutes / 1_440)} d`;
  return day.format(new Date(iso));
}

/** `shop`, the last part of a path. */
export function formatFolder(path: string): string {
  return (
    path
      .replace(/[/\\]+$/, "")
      .split(/[/\\]/)
      .at(-1) || path
  );
}

/** The part of a model's name that tells it apart: `claude-sonnet-4-5-20250929` is `sonnet-4-5`. */
export function formatModel(model: string | null): string {
  if (model === null) return DASH;
  return model.replace(/^(?:[a-z]+\/)?claude-/, "").replace(/-20\d{6}$/, "");
}

/** Enough of an id to tell it from its neighbours. */
export function formatShortId(id: string): string {
  return id.length <= 10 ? id : id.slice(0, 8);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
