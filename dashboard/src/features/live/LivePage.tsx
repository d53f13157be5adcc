import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Pause, Play } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { FirstStart } from "@/features/exchange/FirstStart";
import { formatCount } from "@/lib/format";
import { useShortcuts } from "@/lib/shortcuts";
import { useNow } from "@/lib/use-now";
import { Button } from "@/ui/Button";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { Select } from "@/ui/Select";
import { ErrorState, Loading } from "@/ui/states";
import { FlightCard } from "./FlightCard";
import { LiveBadge } from "./LiveBadge";
import { useLiveBoard, useLiveEntries, useLiveStatus } from "./LiveProvider";
import { isStep } from "./lanes";
import type { LiveEntry } from "./live-board";
import { recentQuery } from "./queries";
import { RecentList } from "./RecentList";
import { SPANS } from "./search";
import { Waterfall } from "./Waterfall";

const route = getRouteApi("/live");

/** How long a card stays after its answer's end, so that it can be read. */
const LINGER_MILLIS = 6_000;
const MOST_CARDS = 24;
const MOST_RECENT = 15;

/** What is happening at this moment. */
export function LivePage() {
  const recent = useQuery(recentQuery);
  const board = useLiveBoard();
  const { data: before, dataUpdatedAt } = recent;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read again is to be known again.
  useEffect(() => {
    // What ended before this page was open is shown as well.
    if (before) board?.seed(before);
  }, [before, dataUpdatedAt, board]);
  const entries = useLiveEntries();
  if (entries.length === 0 && (!before || before.length === 0)) {
    return (
      <>
        <h1 className="sr-only">Live</h1>
        {recent.error ? (
          <ErrorState error={recent.error} onRetry={() => void recent.refetch()} />
        ) : before ? (
          <FirstStart />
        ) : (
          <Loading label="Looking what happens" />
        )}
      </>
    );
  }
  return <Happening entries={entries} />;
}

function Happening({ entries: current }: { entries: readonly LiveEntry[] }) {
  const { span = "5m" } = route.useSearch();
  const navigate = useNavigate();
  const [held, setHeld] = useState<{ entries: readonly LiveEntry[]; at: number }>();
  const toggle = () => setHeld(held ? undefined : { entries: current, at: Date.now() });
  useShortcuts({ p: toggle });
  const entries = held?.entries ?? current;
  const ticking = useNow(held === undefined, 1_000);
  const now = held?.at ?? ticking;
  const flights = useMemo(() => flightsOf(entries, now), [entries, now]);
  const inFlight = flights.filter(({ exchange }) => exchange.outcome === "in_flight").length;
  const ended = useMemo(
    () => entries.filter(({ exchange }) => exchange.outcome !== "in_flight").slice(0, MOST_RECENT),
    [entries],
  );
  return (
    <section aria-label="Live" className="@container flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center gap-3 border-b border-line px-5 py-3">
        <h1 className="text-lg font-semibold tracking-tight">Live</h1>
        <span className="text-sm text-faint tabular">{formatCount(inFlight)} in flight</span>
        <LiveBadge />
        <div className="ml-auto flex gap-2">
          <Select
            label="Time shown"
            required
            value={span}
            choices={Object.entries(SPANS).map(([value, { label }]) => ({ value, label }))}
            onChange={(value) =>
              void navigate({
                to: "/live",
                search: value === "5m" ? {} : { span: value as keyof typeof SPANS },
                replace: true,
              })
            }
          />
          <Button onClick={toggle} aria-pressed={held !== undefined} title="Pause or follow (p)">
            {held ? (
              <>
                <Play size={14} aria-hidden="true" /> Follow
              </>
            ) : (
              <>
                <Pause size={14} aria-hidden="true" /> Pause
              </>
            )}
          </Button>
        </div>
      </header>
      <Trouble />
      <ScrollRegion label="What happens" className="flex flex-col gap-6 px-5 py-4">
        {flights.length > 0 ? (
          <div className="grid grid-cols-1 gap-3 @xl:grid-cols-2 @6xl:grid-cols-3">
            {flights.map((entry) => (
              <FlightCard key={entry.exchange.id} entry={entry} />
            ))}
          </div>
        ) : (
          <p className="rounded-xl border border-dashed border-line-strong px-4 py-8 text-center text-sm text-faint">
            Nothing is in flight. What Claude Code asks next shows here, word by word. Past work is
            under{" "}
            <Link
              to="/conversations"
              search={{}}
              className="text-accent underline underline-offset-2"
            >
              Conversations
            </Link>
            .
          </p>
        )}
        <Waterfall entries={entries} span={SPANS[span].millis} frozenAt={held?.at} />
        {ended.length > 0 && <RecentList entries={ended} />}
      </ScrollRegion>
    </section>
  );
}

/** Why what is shown may not be what happens. */
function Trouble() {
  const status = useLiveStatus();
  if (status === "live" || status === "connecting") return null;
  return (
    <p role="alert" className="border-b border-line bg-warn-soft px-5 py-2 text-sm text-warn">
      {status === "unavailable"
        ? "The record cannot be read right now. This page goes on by itself once it can."
        : "The connection to proxy-data was lost: it may be restarting. This page goes on by itself, and your work with Claude Code is not affected."}
    </p>
  );
}

/** Those in flight, and for a moment those that were, in the order in which they began. */
function flightsOf(entries: readonly LiveEntry[], now: number): LiveEntry[] {
  return entries
    .filter((entry) => {
      const { exchange } = entry;
      if (exchange.outcome === "in_flight") return exchange.path.endsWith("/messages");
      const end = Date.parse(exchange.startedAt) + (exchange.durationMicros ?? 0) / 1_000;
      return isStep(entry) && entry.answer !== undefined && now - end < LINGER_MILLIS;
    })
    .slice(0, MOST_CARDS)
    .reverse();
}
