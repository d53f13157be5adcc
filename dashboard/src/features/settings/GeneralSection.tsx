import { useQuery } from "@tanstack/react-query";
import { healthOf } from "@/features/health/health";
import { healthQuery } from "@/features/health/queries";
import { useLiveStatus } from "@/features/live/LiveProvider";
import { ThemeSwitch } from "@/features/shell/ThemeSwitch";
import { Badge } from "@/ui/Badge";
import type { Tone } from "@/ui/Dot";
import { Panel } from "./Panel";

const TONES: Record<string, Tone> = { up: "good", degraded: "warn", down: "bad" };

/** How it looks, and how everything behind it is. */
export function GeneralSection() {
  const { data, error } = useQuery(healthQuery);
  const health = healthOf(data, error, useLiveStatus());
  return (
    <>
      <Panel title="Colours" note="Kept in this browser.">
        <div className="w-fit">
          <ThemeSwitch />
        </div>
      </Panel>
      <Panel title="Health" note={health.headline}>
        <ul className="divide-y divide-line/60 rounded-xl border border-line bg-surface text-sm">
          {health.lines.map(({ name, status, message }) => (
            <li key={name} className="flex min-h-10 items-center gap-3 px-4 py-2">
              <span className="w-32 shrink-0 font-medium">{name}</span>
              <Badge tone={TONES[status] ?? "neutral"}>{status}</Badge>
              <span className="text-soft">{message}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
