import { cx } from "./cx";

interface Props {
  label: string;
  /** 0 to 1; more is shown as full. */
  share: number;
  tone?: "plain" | "good" | "warn" | "bad";
}

const TONES = { plain: "bg-chart-1", good: "bg-good", warn: "bg-warn", bad: "bg-bad" };

/** How full something is. */
export function Meter({ label, share, tone = "plain" }: Props) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1.5 overflow-hidden rounded-full bg-sunken"
    >
      <div className={cx("h-full rounded-full", TONES[tone])} style={{ width: `${percent}%` }} />
    </div>
  );
}
