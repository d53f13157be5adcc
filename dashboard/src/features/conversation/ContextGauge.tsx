import { formatShare, formatTokens } from "@/lib/format";
import { cx } from "@/ui/cx";

interface Props {
  /** What the model was given. */
  tokens: number;
  /** How much it takes in at once; nothing where that is not known. */
  window: number | null;
  className?: string;
}

/** How full the model's window is, and how much room is left. */
export function ContextGauge({ tokens, window, className }: Props) {
  const share = window === null ? undefined : Math.min(1, tokens / window);
  const title =
    window === null || share === undefined
      ? `${formatTokens(tokens)} tokens of context`
      : `${formatTokens(tokens)} of ${formatTokens(window)} tokens, ${formatTokens(Math.max(0, window - tokens))} left`;
  return (
    <span title={title} className={cx("inline-flex items-center gap-1.5 tabular", className)}>
      <span className="sr-only">{title}</span>
      <span aria-hidden="true" className="h-1.5 w-12 overflow-hidden rounded-full bg-sunken">
        {share !== undefined && (
          <span
            className={cx("block h-full rounded-full", toneOf(share))}
            style={{ width: `${share * 100}%` }}
          />
        )}
      </span>
      <span aria-hidden="true">
        {share === undefined ? formatTokens(tokens) : formatShare(share)}
      </span>
    </span>
  );
}

function toneOf(share: number): string {
  if (share > 0.9) return "bg-bad";
  return share > 0.7 ? "bg-warn" : "bg-good";
}
