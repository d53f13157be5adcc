import type { ComponentProps } from "react";
import { cx } from "./cx";

type Props = ComponentProps<"button"> & { tone?: "quiet" | "solid" };

/** Something to press. */
export function Button({ tone = "quiet", className, ...props }: Props) {
  return <button type="button" className={cx(buttonClass(tone), className)} {...props} />;
}

/** How a button looks, for links that look like one. */
export function buttonClass(tone: "quiet" | "solid" = "quiet"): string {
  return cx(
    "inline-flex h-8 items-center justify-center gap-1.5 rounded-lg px-2.5 text-sm font-medium whitespace-nowrap transition-colors disabled:cursor-default disabled:opacity-45",
    tone === "solid"
      ? "bg-accent text-accent-ink hover:brightness-110"
      : "border border-line bg-surface text-soft hover:bg-hover hover:text-ink",
  );
}

/** A button that is only an icon; its name is read out and shown on hover. */
export function IconButton({
  label,
  className,
  ...props
}: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        "inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-faint transition-colors hover:bg-hover hover:text-ink disabled:cursor-default disabled:opacity-35 disabled:hover:bg-transparent",
        className,
      )}
      {...props}
    />
  );
}
