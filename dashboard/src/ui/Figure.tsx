import type { ReactNode } from "react";

interface Props {
  name: string;
  value: string;
  /** What is to be said beside it. */
  children?: ReactNode;
  title?: string;
}

/** A figure that a page begins with. Stands in a `dl`. */
export function Figure({ name, value, children, title }: Props) {
  return (
    <div
      className="-mt-px -ml-px flex min-w-0 flex-col gap-0.5 border-t border-l border-line px-4 py-3"
      title={title}
    >
      <dt className="truncate text-xs text-faint">{name}</dt>
      <dd className="truncate text-xl font-semibold tracking-tight tabular">{value}</dd>
      {children && <dd className="truncate text-xs text-faint tabular">{children}</dd>}
    </div>
  );
}

/** Figures side by side. */
export function Figures({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-[repeat(auto-fit,minmax(11.25rem,1fr))] overflow-hidden rounded-xl border border-line bg-surface"
    >
      {children}
    </dl>
  );
}
