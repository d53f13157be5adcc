import { type ReactNode, useId } from "react";
import { cx } from "./cx";

interface Props {
  title: string;
  /** What stands beside the title. */
  actions?: ReactNode;
  note?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a page with a title of its own. */
export function Card({ title, actions, note, className, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cx("flex min-w-0 flex-col rounded-xl border border-line bg-surface", className)}
    >
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {note && <span className="text-xs text-faint">{note}</span>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
