import { Badge } from "@/ui/Badge";
import { Dot, type Tone } from "@/ui/Dot";
import { useLiveStatus } from "./LiveProvider";
import type { LiveStatus } from "./live-stream";

const LOOKS: Record<LiveStatus, { label: string; tone: Tone; title: string }> = {
  live: { label: "Live", tone: "good", title: "New requests show here as they arrive" },
  connecting: { label: "Connecting", tone: "neutral", title: "The live stream is being opened" },
  unavailable: { label: "Waiting", tone: "warn", title: "The record cannot be read right now" },
  disconnected: {
    label: "Reconnecting",
    tone: "bad",
    title: "The live stream was interrupted; what you see may be out of date",
  },
};

/** Whether what is on the page is what is happening. */
export function LiveBadge() {
  const { label, tone, title } = LOOKS[useLiveStatus()];
  return (
    <span role="status" className="self-center">
      <Badge tone={tone} title={title}>
        <Dot tone={tone} /> {label}
      </Badge>
    </span>
  );
}
