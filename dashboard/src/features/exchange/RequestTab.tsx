import { useQuery } from "@tanstack/react-query";
import type { ExchangeDetail } from "@/api/client";
import { CodeView } from "@/ui/CodeView";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { BodyActions } from "./BodyActions";
import { BodyNotes } from "./BodyNotes";
import { isEncoded } from "./bodies";
import { prettyRequestQuery } from "./queries";

/** What the client sent, as text. */
export function RequestTab({ detail }: { detail: ExchangeDetail }) {
  const { id } = detail.summary;
  const body = useQuery({ ...prettyRequestQuery(id), enabled: detail.requestBody.bytes > 0 });
  if (detail.requestBody.bytes === 0) {
    return <EmptyState title="No body">The request is its headers alone.</EmptyState>;
  }
  if (body.error) return <ErrorState error={body.error} onRetry={() => void body.refetch()} />;
  if (!body.data) return <Loading label="Reading the body" />;
  const { text, json } = body.data;
  return (
    <>
      <div className="flex h-12 items-center border-b border-line px-5">
        <span className="text-xs text-faint">{json ? "JSON, set out" : "Text"}</span>
        <BodyActions
          id={id}
          side="request"
          encoded={isEncoded(detail.requestHeaders)}
          text={text}
        />
      </div>
      <BodyNotes body={body.data} />
      <CodeView label="Request body" text={text} json={json} />
    </>
  );
}
