import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import type { Transcript } from "@/api/client";
import { formatCount, formatMoment } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { Button, buttonClass } from "@/ui/Button";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { Ago } from "./figures";
import { SOURCES } from "./files";
import { transcriptsQuery } from "./queries";

/** The transcripts of a project, the agents' included. */
export function TranscriptList({ project }: { project: string }) {
  const list = useInfiniteQuery(transcriptsQuery(project));
  const transcripts = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label="Transcripts" className="flex min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-5">
        <h2 className="min-w-0 flex-1 truncate text-sm font-semibold" title={project}>
          {project}
        </h2>
        <Link to="/search" search={{ project }} className={buttonClass()}>
          <Search size={14} aria-hidden="true" /> Search here
        </Link>
        <Link to="/files" search={{}} className={`${buttonClass()} lg:hidden`}>
          All projects
        </Link>
      </header>
      {list.error && transcripts.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading label="Reading the transcripts" />
      ) : transcripts.length === 0 ? (
        <EmptyState title="No transcripts">
          Claude Code's own files of this project are not found here. What crossed the proxy is
          among the conversations.
        </EmptyState>
      ) : (
        <ScrollRegion label="Transcripts of the project">
          <ul>
            {transcripts.map((one) => (
              <Row key={one.id} transcript={one} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button className="m-4" onClick={() => void list.fetchNextPage()}>
              Show more
            </Button>
          )}
        </ScrollRegion>
      )}
    </section>
  );
}

function Row({ transcript }: { transcript: Transcript }) {
  const source = SOURCES[transcript.source];
  return (
    <li className="relative flex items-center gap-3 border-b border-line/60 px-5 py-2.5 text-sm hover:bg-hover">
      <div className="min-w-0 flex-1">
        <Link
          to="/files/transcripts/$id"
          params={{ id: String(transcript.id) }}
          search={{}}
          className="block truncate -outline-offset-2 after:absolute after:inset-0"
        >
          {transcript.title ?? transcript.sessionId}
        </Link>
        <p className="truncate font-mono text-xs text-faint">{transcript.sessionId}</p>
      </div>
      {transcript.agentId !== null && <Badge tone="plum">agent</Badge>}
      <Badge tone={transcript.source === "proxy" ? "good" : "neutral"} title={source.title}>
        {source.label}
      </Badge>
      <span className="w-24 shrink-0 text-right text-xs text-soft tabular max-sm:hidden">
        {formatCount(transcript.messages)} messages
      </span>
      <time
        dateTime={transcript.lastActivityAt}
        title={formatMoment(transcript.lastActivityAt)}
        className="w-14 shrink-0 text-right text-xs text-faint tabular"
      >
        <Ago iso={transcript.lastActivityAt} />
      </time>
    </li>
  );
}
