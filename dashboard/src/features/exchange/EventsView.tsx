import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronRight } from "lucide-react";
import { useRef, useState } from "react";
import type { StreamEvent } from "@/api/client";
import { Code } from "@/features/message/Code";
import { formatMicros } from "@/lib/format";
import { objectIn, parse } from "@/lib/json";
import { cx } from "@/ui/cx";
import type { Tone } from "@/ui/Dot";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState } from "@/ui/states";
import { deltaText } from "./answer";
import { prettyBody } from "./bodies";

const ROW_HEIGHT = 30;

/** The answer event by event: when each was there, what it was, and all of it on request. */
export function EventsView({ events }: { events: readonly StreamEvent[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 15,
  });
  if (events.length === 0) return <EmptyState title="No events">None came so far.</EmptyState>;
  function toggle(index: number) {
    const next = new Set(opened);
    if (!next.delete(index)) next.add(index);
    setOpened(next);
  }
  return (
    <ScrollRegion ref={scroller} label="Events">
      <ol className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const event = events[index];
          return (
            event && (
              <li
                key={index}
                ref={rows.measureElement}
                data-index={index}
                className="absolute inset-x-0 border-b border-line/60"
                style={{ transform: `translateY(${start}px)` }}
              >
                <Event
                  event={event}
                  before={events[index - 1]}
                  open={opened.has(index)}
                  onToggle={() => toggle(index)}
                />
              </li>
            )
          );
        })}
      </ol>
    </ScrollRegion>
  );
}

interface EventProps {
  event: StreamEvent;
  before: StreamEvent | undefined;
  open: boolean;
  onToggle: () => void;
}

function Event({ event, before, open, onToggle }: EventProps) {
  const gap =
    event.atMicros !== null && before?.atMicros != null ? event.atMicros - before.atMicros : null;
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="grid h-[29px] w-full grid-cols-[1rem_4.5rem_4.5rem_11rem_minmax(0,1fr)] items-center gap-x-3 px-5 text-left text-xs tabular hover:bg-hover"
      >
        <ChevronRight
          size={13}
          aria-hidden="true"
          className={cx("text-faint transition-transform", open && "rotate-90")}
        />
        <span className="text-right text-soft">{formatMicros(event.atMicros)}</span>
        <span className="text-right text-faint">{gap === null ? "" : `+${formatMicros(gap)}`}</span>
        <span className={cx("truncate font-mono", TYPE_COLORS[toneOf(event.type)])}>
          {event.type}
          {!event.complete && <span className="text-warn"> (cut off)</span>}
        </span>
        <span className="truncate font-mono text-soft">{previewOf(event)}</span>
      </button>
      {open && (
        <div className="mr-5 mb-2 ml-12">
          <Code label={`Event ${event.index}`} {...codeOf(event.data)} />
        </div>
      )}
    </>
  );
}

function codeOf(data: string) {
  const { text, json } = prettyBody(data);
  return { text, ...(json && { language: "json" }) };
}

const TYPE_COLORS: Record<Tone, string> = {
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
  plum: "text-plum",
  neutral: "text-faint",
};

function toneOf(type: string): Tone {
  if (type === "error") return "bad";
  if (type === "ping") return "neutral";
  if (type === "content_block_delta") return "good";
  return type.startsWith("message_") ? "plum" : "info";
}

/** The text that a delta adds, else the data as it came; cut, for one line shows no more. */
function previewOf({ data }: StreamEvent): string {
  const event = parse(data);
  const added = event && deltaText(objectIn(event, "delta"));
  return (added || data).slice(0, 400);
}
