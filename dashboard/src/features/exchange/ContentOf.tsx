import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ExchangeDetail } from "@/api/client";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import type { RequestContent } from "./content";
import { requestContentQuery } from "./queries";

interface Props {
  detail: ExchangeDetail;
  children: (content: RequestContent) => ReactNode;
}

/** Shows what a request says once it was read, and why not where it says nothing. */
export function ContentOf({ detail, children }: Props) {
  const content = useQuery({
    ...requestContentQuery(detail.summary.id),
    enabled: detail.requestBody.bytes > 0,
  });
  if (detail.requestBody.bytes === 0) {
    return <EmptyState title="No body">The request is its headers alone.</EmptyState>;
  }
  if (content.error) {
    return <ErrorState error={content.error} onRetry={() => void content.refetch()} />;
  }
  if (content.isPending) return <Loading label="Reading the body" />;
  if (content.data === null) {
    return (
      <EmptyState title="No messages">
        The body is nothing that asks a model. It is there as text under Body.
      </EmptyState>
    );
  }
  return children(content.data);
}
