import { ChevronDown } from "lucide-react";
import { cx } from "./cx";

interface Props {
  label: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  /** Whether one of them is always chosen. */
  required?: boolean;
}

/** One of several, or none. The browser's own element: every device and reader knows it. */
export function Select({ label, value, choices, onChange, required = false }: Props) {
  const chosen = value !== "" && !required;
  return (
    <span className="relative inline-flex min-w-0 items-center">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={cx(
          "h-8 w-full max-w-40 appearance-none field-sizing-content truncate rounded-lg border pr-6 pl-2.5 text-sm font-medium transition-colors hover:bg-hover @max-2xl:pr-4.5 @max-2xl:pl-1.5 @max-2xl:text-xs",
          chosen ? "border-accent bg-accent-soft text-ink" : "border-line bg-surface text-soft",
        )}
      >
        {!required && <option value="">{chosen ? `Any ${label.toLowerCase()}` : label}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={13}
        aria-hidden="true"
        className="pointer-events-none absolute right-1.5 text-faint @max-2xl:right-1"
      />
    </span>
  );
}
