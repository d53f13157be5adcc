import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, GitBranch } from "lucide-react";
import { useEffect, useMemo } from "react";
import type { Transcript } from "@/api/client";
import { MessageList } from "@/features/message/MessageList";
import { formatCount } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { buttonClass } from "@/ui/Button";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { rowsOfTranscript, SOURCES } from "./files";
import { transcriptQuery } from "./queries";

const route = getRouteApi("/files/transcripts/$id");

/** A conversation as Claude Code itself keeps it. */
export function TranscriptPage() {
  const { id } = route.useParams();
  const { at } = route.useSearch();
  const found = useInfiniteQuery(transcriptQuery(Number(id)));
  const { hasNextPage, isFetching, fetchNextPage } = found;
  // All of it is read, page by page: the search within it is about all of it.
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const messages = useMemo(
    () => found.data?.pages.flatMap((page) => page.items) ?? [],
    [found.data],
  );
  const rows = useMemo(() => rowsOfTranscript(messages), [messages]);
  const transcript = found.data?.pages[0]?.transcript;
  if (found.error && !transcript)
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!transcript) return <Loading label="Reading the transcript" />;
  const start = rows.findIndex(({ message }) => message + 1 >= Number(at ?? 0));
  return (
    <section aria-label="Transcript" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Head transcript={transcript} />
      {rows.length === 0 ? (
        <EmptyState title="All of it is on record">
          <Link
            to="/conversations/$id"
            params={{ id: transcript.sessionId }}
            search={{}}
            className="text-accent underline underline-offset-2"
          >
            To the conversation
          </Link>
        </EmptyState>
      ) : (
        <MessageList label="Messages" rows={rows} start={Math.max(0, start)} />
      )}
    </section>
  );
}

function Head({ transcript }: { transcript: Transcript }) {
  const source = SOURCES[transcript.source];
  const onRecord = transcript.messages - transcript.apart;
  return (
    <header className="flex items-center gap-3 border-b border-line px-5 py-3">
      <Link
        to="/files"
        search={{ project: transcript.project }}
        aria-label="Back to the project"
        className={buttonClass()}
      >
        <ArrowLeft size={14} aria-hidden="true" />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate font-semibold">{transcript.title ?? transcript.sessionId}</h1>
        <p className="flex items-center gap-2 text-xs text-faint">
          <span className="truncate font-mono">{transcript.project}</span>
          {transcript.gitBranch !== null && (
            <span className="flex shrink-0 items-center gap-1">
              <GitBranch size={11} aria-hidden="true" />
              {transcript.gitBranch}
            </span>
          )}
        </p>
      </div>
      <Badge tone={transcript.source === "proxy" ? "good" : "neutral"} title={source.title}>
        {source.label}
      </Badge>
      {onRecord > 0 && (
        <Link
          to="/conversations/$id"
          params={{ id: transcript.sessionId }}
          search={{}}
          className={buttonClass()}
        >
          {formatCount(onRecord)} messages on record
        </Link>
      )}
    </header>
  );
}
