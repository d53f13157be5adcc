import { Monitor, Moon, Sun } from "lucide-react";
import { ToggleGroup } from "radix-ui";
import { chooseTheme, type ThemeChoice, useThemeChoice } from "@/lib/theme";
import { cx } from "@/ui/cx";

const CHOICES = [
  { value: "system", label: "As the system", Icon: Monitor },
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
] as const satisfies readonly { value: ThemeChoice; label: string; Icon: typeof Sun }[];

/** Light, dark, or as the system is; in a narrow sidebar one stands under the other. */
export function ThemeSwitch({ className }: { className?: string }) {
  const choice = useThemeChoice();
  return (
    <ToggleGroup.Root
      type="single"
      value={choice}
      onValueChange={(value) => value && chooseTheme(value as ThemeChoice)}
      aria-label="Colours"
      className={cx("flex rounded-lg border border-line bg-sunken p-0.5", className)}
    >
      {CHOICES.map(({ value, label, Icon }) => (
        <ToggleGroup.Item
          key={value}
          value={value}
          aria-label={label}
          title={label}
          className="inline-flex size-7 items-center justify-center rounded-md text-faint transition-colors hover:text-ink data-[state=on]:bg-surface data-[state=on]:text-ink data-[state=on]:shadow-xs"
        >
          <Icon size={14} />
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
