import type { ComponentProps } from "react";
import { cx } from "./cx";

type Props = Omit<ComponentProps<"section">, "tabIndex"> & { label: string };

/** A part of the page that scrolls by itself, and can be scrolled by keyboard. */
export function ScrollRegion({ label, className, ...props }: Props) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
      className={cx("min-h-0 flex-1 overflow-y-auto -outline-offset-2", className)}
      {...props}
    />
  );
}
