import { useQuery } from "@tanstack/react-query";
import { Popover } from "radix-ui";
import { useLiveStatus } from "@/features/live/LiveProvider";
import { Dot, type Tone } from "@/ui/Dot";
import { type HealthLine, type HealthStatus, healthOf } from "./health";
import { healthQuery } from "./queries";

const TONES: Record<HealthStatus, Tone> = {
  up: "good",
  degraded: "warn",
  down: "bad",
  unknown: "neutral",
};

const WORDS: Record<HealthStatus, string> = {
  up: "up",
  degraded: "degraded",
  down: "down",
  unknown: "not known",
};

/** How the system is, in a word; the parts on request. */
export function HealthIndicator() {
  const { data, error } = useQuery(healthQuery);
  const health = healthOf(data, error, useLiveStatus());
  const ailing = health.lines.filter((line) => line.status !== "up");
  return (
    <Popover.Root>
      <Popover.Trigger
        title={health.headline}
        className="flex w-full flex-col gap-1.5 rounded-xl border border-line bg-surface px-3 py-2.5 text-left transition-colors hover:bg-hover max-lg:items-center max-lg:px-0"
      >
        <span className="flex items-center gap-2 text-sm font-medium" aria-live="polite">
          <Dot tone={TONES[health.status]} breathing={health.status === "unknown"} />
          <span className="max-lg:sr-only">{health.headline}</span>
        </span>
        {ailing.map((line) => (
          <span key={line.name} className="truncate text-xs text-soft max-lg:sr-only">
            {line.name} {WORDS[line.status]}
          </span>
        ))}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          aria-label="Health"
          className="z-40 w-80 rounded-2xl border border-line bg-surface p-4 shadow-pop"
        >
          <ul className="flex flex-col gap-3">
            {health.lines.map((line) => (
              <Line key={line.name} {...line} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Line({ name, status, message }: HealthLine) {
  return (
    <li className="text-sm">
      <div className="flex items-center gap-2">
        <Dot tone={TONES[status]} />
        <span className="font-medium">{name}</span>
        <span className="ml-auto text-xs text-faint">{WORDS[status]}</span>
      </div>
      {message && <p className="mt-1 pl-4 text-xs text-soft break-words">{message}</p>}
    </li>
  );
}
