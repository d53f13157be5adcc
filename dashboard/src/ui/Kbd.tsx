import type { ReactNode } from "react";

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-md border border-line-strong border-b-2 bg-surface px-1 font-mono text-[0.6875rem] text-soft">
      {children}
    </kbd>
  );
}
