import { Folder, MessagesSquare } from "lucide-react";
import { formatCount } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import type { HitGroup } from "./search";

/** The conversation in which the hits below it are. */
export function GroupHead({ group: { first, hits } }: { group: HitGroup }) {
  return (
    <div className="mt-3 flex h-8 items-center gap-2 border-b border-line text-sm">
      <MessagesSquare size={14} aria-hidden="true" className="shrink-0 text-faint" />
      <h2 className="min-w-0 truncate font-semibold">{first.title ?? "Without a title"}</h2>
      {first.agentType !== null && <Badge tone="plum">{first.agentType}</Badge>}
      {first.transcript !== null && (
        <Badge tone="neutral" title="This conversation never crossed the proxy">
          transcript
        </Badge>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-3 text-xs text-faint tabular">
        {first.project !== null && (
          <span className="flex items-center gap-1 max-sm:hidden" title={first.project}>
            <Folder size={12} aria-hidden="true" />
            {first.project.split("/").at(-1)}
          </span>
        )}
        {formatCount(hits.length)} {hits.length === 1 ? "hit" : "hits"}
      </span>
    </div>
  );
}
