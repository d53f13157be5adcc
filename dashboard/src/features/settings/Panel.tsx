import type { ReactNode } from "react";

/** Some settings that belong together. */
export function Panel({
  title,
  note,
  children,
}: {
  title: string;
  note?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="flex max-w-4xl flex-col gap-3 px-5 py-5">
      <div>
        <h2 className="text-sm font-semibold">{title}</h2>
        {note && <p className="mt-0.5 text-sm text-soft">{note}</p>}
      </div>
      {children}
    </section>
  );
}

/** A figure or fact with its name. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="tabular break-words">{children}</dd>
    </div>
  );
}
