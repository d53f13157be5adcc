import type { ToolsReport } from "@/api/client";
import { formatMillis } from "@/features/performance/speed";
import { formatBytes, formatCount, formatShare } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { Card } from "@/ui/Card";
import { type Column, DataTable, figureColumn as figure, sortOf, sortText } from "@/ui/DataTable";
import { ScrollRegion } from "@/ui/ScrollRegion";
import type { ToolsView } from "./view";

type Tool = ToolsReport["tools"][number];

interface Props {
  tools: readonly Tool[];
  view: ToolsView;
  onChange: (view: ToolsView) => void;
}

const USUAL_SORT = "calls";

/** How each tool did. */
export function ToolTable({ tools, view, onChange }: Props) {
  const { column: _, ...unsorted } = view;
  const most = Math.max(1, ...tools.map(({ calls }) => calls));
  return (
    <Card
      title="Every tool"
      note="time from the call to its result, with a person's answer in between"
    >
      <ScrollRegion label="Tools, one a line" className="flex-none overflow-x-auto">
        <DataTable
          label="Tools"
          columns={columns(most)}
          rows={tools}
          rowKey={({ name }) => name}
          sort={sortOf(view.column, USUAL_SORT)}
          onSort={(sort) => {
            const text = sortText(sort);
            onChange(text === USUAL_SORT ? unsorted : { ...view, column: text });
          }}
        />
      </ScrollRegion>
    </Card>
  );
}

function columns(most: number): Column<Tool>[] {
  return [
    {
      key: "name",
      name: "Tool",
      sort: ({ name }) => name,
      cell: (tool) => <Name tool={tool} />,
      className: "w-full max-w-0 min-w-36 @4xl:min-w-52",
    },
    {
      ...figure("calls", "Calls", ({ calls }) => calls, formatCount),
      cell: ({ calls }) => (
        <span className="flex items-center justify-end gap-2">
          <span className={calls === 0 ? "text-faint" : "font-medium"}>{formatCount(calls)}</span>
          <span
            aria-hidden="true"
            className="h-1.5 w-16 overflow-hidden rounded-full bg-sunken @max-4xl:hidden"
          >
            <span
              className="block h-full bg-chart-1"
              style={{ width: `${(calls / most) * 100}%` }}
            />
          </span>
        </span>
      ),
    },
    {
      ...figure("failed", "Failed", failures, formatShare),
      cell: (tool) => <Failed tool={tool} />,
      title: "Of the results that came",
    },
    figure("median", "Median", ({ time }) => time.p50, formatMillis),
    figure("slow", "95 %", ({ time }) => time.p95, formatMillis),
    figure("total", "Together", ({ totalMillis }) => totalMillis || null, formatMillis),
    figure("size", "Results", ({ resultBytes }) => resultBytes || null, formatBytes),
    figure("offered", "Offered", ({ offeredRequests }) => offeredRequests || null, formatCount),
  ];
}

function failures({ failed, results }: Tool): number | null {
  return results === 0 ? null : failed / results;
}

function Failed({ tool }: { tool: Tool }) {
  const share = failures(tool);
  if (share === null || share === 0) return <span className="text-faint">–</span>;
  return (
    <span title={`${formatCount(tool.failed)} of ${formatCount(tool.results)}`}>
      <span className={share >= 0.1 ? "text-bad" : ""}>{formatShare(share)}</span>
    </span>
  );
}

/** A tool of an MCP server goes by its own name, with the server's beside it. */
function Name({ tool: { name, server, calls } }: { tool: Tool }) {
  const own = server === null ? name : name.slice(`mcp__${server}__`.length);
  return (
    <span className="flex min-w-0 items-center gap-2" title={name}>
      <span className={`truncate ${calls === 0 ? "font-normal text-soft" : ""}`}>{own}</span>
      {server !== null && <Badge tone="plum">{server}</Badge>}
    </span>
  );
}
