import type { UsageReport } from "@/api/client";
import { formatCount, formatShare } from "@/lib/format";
import { Card } from "@/ui/Card";

interface Props extends Pick<UsageReport, "errors"> {
  requests: number;
}

/** How requests failed. */
export function Errors({ errors, requests }: Props) {
  return (
    <Card title="Errors">
      {errors.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-soft">No request failed.</p>
      ) : (
        <ul className="flex flex-col px-4 pb-3 text-sm tabular">
          {errors.map(({ type, requests: failed }) => (
            <li key={type} className="flex h-7 items-center gap-3">
              <span className="truncate font-mono text-xs" title={type}>
                {type}
              </span>
              <span className="ml-auto font-medium">{formatCount(failed)}</span>
              <span className="w-14 text-right text-xs text-faint">
                {formatShare(requests === 0 ? 0 : failed / requests)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
