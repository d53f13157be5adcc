import { useQuery } from "@tanstack/react-query";
import type { ExchangeDetail, StreamEvent } from "@/api/client";
import { type Answer, answerIn, answerOf } from "./answer";
import { isEventStream } from "./bodies";
import { type BodyText, responseBodyQuery, streamEventsQuery } from "./queries";

/** What the answer says, so far, however it came. */
export function useAnswer({ summary: { id }, responseHeaders, responseBody }: ExchangeDetail) {
  const streamed = isEventStream(responseHeaders);
  const some = responseBody.bytes > 0;
  const events = useQuery({
    ...streamEventsQuery(id),
    enabled: some && streamed,
    select: ofEvents,
  });
  const whole = useQuery({ ...responseBodyQuery(id), enabled: some && !streamed, select: ofBody });
  return streamed ? events : whole;
}

function ofEvents({ items }: { items: readonly StreamEvent[] }): Answer {
  return answerOf(items);
}

function ofBody({ text }: BodyText): Answer {
  return answerIn(text);
}
