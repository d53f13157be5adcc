import type { ExchangeDetail } from "@/api/client";
import { MessageList } from "@/features/message/MessageList";
import { formatCount } from "@/lib/format";
import { ContentOf } from "./ContentOf";

/** What was said before the answer: the whole of what the model was given to go on. */
export function MessagesTab({ detail }: { detail: ExchangeDetail }) {
  return (
    <ContentOf detail={detail}>
      {({ rows, messages }) => (
        <MessageList label="Messages" rows={rows}>
          <span className="ml-auto shrink-0 text-xs text-faint tabular">
            {formatCount(messages.length)} {messages.length === 1 ? "message" : "messages"}
          </span>
        </MessageList>
      )}
    </ContentOf>
  );
}
