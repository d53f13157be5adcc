import { useNow } from "@/lib/use-now";

const usd = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

/** An amount of money; a plus tells that some of it has no price. */
export function Usd({ amount, unpriced }: { amount: number; unpriced: number }) {
  return (
    <span title={unpriced > 0 ? `${unpriced} requests have no known price` : undefined}>
      {usd.format(amount)}
      {unpriced > 0 && "+"}
    </span>
  );
}

const STEPS = [
  { seconds: 60, unit: "s" },
  { seconds: 3_600, unit: "min" },
  { seconds: 86_400, unit: "h" },
  { seconds: Number.POSITIVE_INFINITY, unit: "d" },
] as const;

/** How long ago something was. */
export function Ago({ iso }: { iso: string }) {
  return ago(iso, useNow(true, 60_000));
}

/** `3 min`, `5 h`, `12 d`. */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1_000);
  let size = 1;
  for (const step of STEPS) {
    if (seconds < step.seconds) return `${Math.floor(seconds / size)} ${step.unit}`;
    size = step.seconds;
  }
  return "";
}
