import type { RoutingSpending } from "@/api/client";
import { formatCost, formatCount, formatTokens } from "@/lib/format";
import { CELL, ROW, Table } from "./Table";

/** What routed requests took, by provider and model. */
export function SpendingTable({ spending }: { spending: readonly RoutingSpending[] }) {
  return (
    <Table
      label="Spending"
      columns={[
        { label: "Provider" },
        { label: "Model" },
        { label: "Requests", right: true },
        { label: "Input", right: true },
        { label: "Cache read", right: true },
        { label: "Output", right: true },
        { label: "Cost", right: true },
      ]}
    >
      {spending.map((one) => (
        <tr key={`${one.provider} ${one.model}`} className={ROW}>
          <th scope="row" className={`${CELL} font-medium`}>
            {one.provider}
          </th>
          <td className={`${CELL} font-mono text-xs`}>{one.model}</td>
          <td className={`${CELL} text-right`}>{formatCount(one.requests)}</td>
          <td className={`${CELL} text-right`}>{formatTokens(one.inputTokens)}</td>
          <td className={`${CELL} text-right`}>{formatTokens(one.cacheReadTokens)}</td>
          <td className={`${CELL} text-right`}>{formatTokens(one.outputTokens)}</td>
          <td className={`${CELL} text-right`}>
            {one.unpricedRequests === one.requests ? "no price" : formatCost(one.cost)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
