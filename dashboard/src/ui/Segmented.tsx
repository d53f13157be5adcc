import { ToggleGroup } from "radix-ui";

interface Props<T extends string> {
  label: string;
  /** The one that is chosen; nothing where it is none of them. */
  value: T | "";
  choices: readonly { value: T; label: string; title?: string }[];
  onChange: (value: T) => void;
}

/** One of a few that are all in sight. */
export function Segmented<T extends string>({ label, value, choices, onChange }: Props<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={(next) => next && onChange(next as T)}
      aria-label={label}
      className="flex h-8 rounded-lg border border-line bg-sunken p-0.5"
    >
      {choices.map((choice) => (
        <ToggleGroup.Item
          key={choice.value}
          value={choice.value}
          {...(choice.title && { title: choice.title })}
          className="rounded-md px-2.5 text-sm font-medium whitespace-nowrap text-faint tabular transition-colors hover:text-ink data-[state=on]:bg-surface data-[state=on]:text-ink data-[state=on]:shadow-xs"
        >
          {choice.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
