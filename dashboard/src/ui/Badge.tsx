import type { ReactNode } from "react";
import { cx } from "./cx";
import type { Tone } from "./Dot";

const TONES: Record<Tone, string> = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
  plum: "bg-plum-soft text-plum",
  neutral: "bg-sunken text-soft",
};

interface Props {
  tone: Tone;
  children: ReactNode;
  mono?: boolean;
  title?: string | undefined;
}

/** A word or figure in a colour. */
export function Badge({ tone, children, mono = false, title }: Props) {
  return (
    <span
      title={title}
      className={cx(
        "inline-flex h-5 max-w-full items-center gap-1 truncate rounded-md px-1.5 text-xs font-medium tabular",
        mono && "font-mono",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
