import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ToggleGroup } from "radix-ui";
import { useMemo } from "react";
import type { ExchangeDetail } from "@/api/client";
import { CodeView } from "@/ui/CodeView";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { AnswerView } from "./AnswerView";
import { BodyActions } from "./BodyActions";
import { BodyNotes } from "./BodyNotes";
import { isEncoded, isEventStream, prettyBody } from "./bodies";
import { EventsView } from "./EventsView";
import { responseBodyQuery, streamEventsQuery } from "./queries";
import type { View } from "./tabs";
import { useAnswer } from "./use-answer";

const route = getRouteApi("/requests/$id");

const LABELS: Record<View, string> = { answer: "Answer", events: "Events", raw: "Text" };

/** What came back: what it says, event by event, or as the text that it is. */
export function ResponseTab({ detail }: { detail: ExchangeDetail }) {
  const streamed = isEventStream(detail.responseHeaders);
  const views: readonly View[] = streamed ? ["answer", "events", "raw"] : ["answer", "raw"];
  const chosen = route.useSearch().view;
  const view = chosen && views.includes(chosen) ? chosen : "answer";
  const { id } = detail.summary;
  const navigate = useNavigate();

  if (detail.responseBody.bytes === 0) return <NoBody detail={detail} />;
  return (
    <>
      <div className="flex h-12 shrink-0 items-center border-b border-line px-5">
        <ToggleGroup.Root
          type="single"
          value={view}
          onValueChange={(next) =>
            next &&
            void navigate({
              to: ".",
              search: (search) => ({ ...search, view: next as View }),
              replace: true,
            })
          }
          aria-label="How the answer is shown"
          className="flex rounded-lg bg-sunken p-0.5"
        >
          {views.map((name) => (
            <ToggleGroup.Item
              key={name}
              value={name}
              className="h-7 rounded-md px-3 text-sm font-medium text-faint transition-colors hover:text-ink data-[state=on]:bg-surface data-[state=on]:text-ink data-[state=on]:shadow-xs"
            >
              {LABELS[name]}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
        <BodyActions
          id={id}
          side="response"
          encoded={isEncoded(detail.responseHeaders)}
          text={undefined}
        />
      </div>
      {streamed && view !== "raw" ? (
        <Streamed detail={detail} view={view} />
      ) : (
        <Whole detail={detail} view={view} />
      )}
    </>
  );
}

function Streamed({ detail, view }: { detail: ExchangeDetail; view: View }) {
  const events = useQuery(streamEventsQuery(detail.summary.id));
  const answer = useAnswer(detail).data;
  if (events.error) {
    return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  }
  if (!events.data || !answer) return <Loading label="Reading the answer" />;
  return (
    <>
      <BodyNotes body={{ truncated: null, problem: problemOf(detail, events.data.problem) }} />
      {view === "events" ? (
        <EventsView events={events.data.items} />
      ) : (
        <AnswerView answer={answer} running={detail.summary.outcome === "in_flight"} />
      )}
    </>
  );
}

function Whole({ detail, view }: { detail: ExchangeDetail; view: View }) {
  const body = useQuery(responseBodyQuery(detail.summary.id));
  const answer = useAnswer(detail).data;
  const text = body.data?.text ?? "";
  const pretty = useMemo(() => prettyBody(text), [text]);
  if (body.error) return <ErrorState error={body.error} onRetry={() => void body.refetch()} />;
  if (!body.data) return <Loading label="Reading the answer" />;
  return (
    <>
      <BodyNotes body={{ ...body.data, problem: problemOf(detail, body.data.problem) }} />
      {view === "answer" && answer && answer.blocks.length > 0 ? (
        <AnswerView answer={answer} running={false} />
      ) : (
        <CodeView label="Response body" {...pretty} />
      )}
    </>
  );
}

/** An answer that is still coming cannot be decoded to its end, and that is no news. */
function problemOf(detail: ExchangeDetail, problem: string | null): string | null {
  return detail.summary.outcome === "in_flight" ? null : problem;
}

function NoBody({ detail }: { detail: ExchangeDetail }) {
  const running = detail.summary.outcome === "in_flight";
  return running ? (
    <Loading label="Waiting for the answer" />
  ) : (
    <EmptyState title="No body">Nothing came back beside the headers, if anything did.</EmptyState>
  );
}
