import { cx } from "./cx";

export type Tone = "good" | "warn" | "bad" | "info" | "plum" | "neutral";

const FILLS: Record<Tone, string> = {
  good: "bg-good",
  warn: "bg-warn",
  bad: "bg-bad",
  info: "bg-info",
  plum: "bg-plum",
  neutral: "bg-faint",
};

/** A light. What it says is always said in words beside it too. */
export function Dot({ tone, breathing = false }: { tone: Tone; breathing?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "inline-block size-2 shrink-0 rounded-full",
        FILLS[tone],
        breathing && "breathing",
      )}
    />
  );
}
