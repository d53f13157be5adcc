import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ExchangeDetail } from "@/api/client";
import { CodeView } from "@/ui/CodeView";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { BodyActions } from "./BodyActions";
import { BodyNotes } from "./BodyNotes";
import { isEncoded, prettyBody } from "./bodies";
import { requestBodyQuery } from "./queries";

/** What the client sent, as text. */
export function RequestTab({ detail }: { detail: ExchangeDetail }) {
  const { id } = detail.summary;
  const body = useQuery({ ...requestBodyQuery(id), enabled: detail.requestBody.bytes > 0 });
  const pretty = useMemo(() => prettyBody(body.data?.text ?? ""), [body.data]);
  if (detail.requestBody.bytes === 0) {
    return <EmptyState title="No body">The request is its headers alone.</EmptyState>;
  }
  if (body.error) return <ErrorState error={body.error} onRetry={() => void body.refetch()} />;
  if (!body.data) return <Loading label="Reading the body" />;
  return (
    <>
      <div className="flex h-12 items-center border-b border-line px-5">
        <span className="text-xs text-faint">{pretty.json ? "JSON, set out" : "Text"}</span>
        <BodyActions
          id={id}
          side="request"
          encoded={isEncoded(detail.requestHeaders)}
          text={pretty.text}
        />
      </div>
      <BodyNotes body={body.data} />
      <CodeView label="Request body" {...pretty} />
    </>
  );
}
