import { cx } from "@/ui/cx";

interface Props {
  label: string;
  shares: readonly { name: string; value: number; className: string }[];
  format: (value: number) => string;
}

/** Parts of a whole, as a bar and in words. */
export function ShareBar({ label, shares, format }: Props) {
  const total = shares.reduce((sum, { value }) => sum + value, 0);
  const shown = shares.filter(({ value }) => value > 0);
  return (
    <section aria-label={label} className="flex flex-col gap-2">
      <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-full bg-sunken">
        {shown.map(({ name, value, className }) => (
          <span key={name} className={className} style={{ width: `${(value / total) * 100}%` }} />
        ))}
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs tabular">
        {shown.map(({ name, value, className }) => (
          <div key={name} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={cx("size-2 rounded-xs", className)} />
            <dt className="text-faint">{name}</dt>
            <dd className="font-medium">{format(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
