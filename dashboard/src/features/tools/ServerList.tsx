import type { ToolsReport } from "@/api/client";
import { formatMillis } from "@/features/performance/speed";
import { formatCount } from "@/lib/format";
import { Card } from "@/ui/Card";

/** How the tools of MCP servers did, server by server; nothing where there are none. */
export function ServerList({ servers }: Pick<ToolsReport, "servers">) {
  if (servers.length === 0) return null;
  const cell = "px-3 text-right last:pr-4";
  return (
    <Card title="MCP servers">
      <table aria-label="MCP servers" className="w-full text-sm tabular">
        <thead className="text-xs text-faint">
          <tr className="h-8 border-y border-line">
            <th scope="col" className="px-4 text-left font-medium">
              Server
            </th>
            {["Tools used", "Calls", "Failed", "Together"].map((name) => (
              <th key={name} scope="col" className={`${cell} font-medium`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {servers.map(({ name, tools, calledTools, calls, failed, totalMillis }) => (
            <tr key={name} className="h-9 border-b border-line last:border-0">
              <th scope="row" className="px-4 text-left font-medium">
                {name}
              </th>
              <td className={cell}>
                {formatCount(calledTools)} of {formatCount(tools)}
              </td>
              <td className={cell}>{formatCount(calls)}</td>
              <td className={cell}>{failed === 0 ? "–" : formatCount(failed)}</td>
              <td className={cell}>{formatMillis(totalMillis)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
