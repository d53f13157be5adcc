import type { RoutingMapping } from "@/api/client";
import { formatAgo, formatCount } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { CELL, ROW, Table } from "./Table";

/** Which agents go where, and whether that ever happens. */
export function MappingsTable({
  mappings,
  now,
}: {
  mappings: readonly RoutingMapping[];
  now: number;
}) {
  return (
    <Table
      label="Mappings"
      columns={[
        { label: "Agent" },
        { label: "Provider" },
        { label: "Model" },
        { label: "Requests", right: true },
        { label: "Last match", right: true },
      ]}
    >
      {mappings.map((mapping) => (
        <tr key={mapping.agent} className={ROW}>
          <th scope="row" className={`${CELL} font-medium`}>
            {mapping.agent}
          </th>
          <td className={CELL}>{mapping.provider}</td>
          <td className={`${CELL} font-mono text-xs`}>{mapping.model}</td>
          <td className={`${CELL} text-right`}>{formatCount(mapping.matches)}</td>
          <td className={`${CELL} text-right text-soft`}>
            {mapping.unmatched ? (
              <Badge tone="warn" title="No agent of the last hour is called so">
                no match
              </Badge>
            ) : mapping.lastMatchAt === null ? (
              "never"
            ) : (
              formatAgo(mapping.lastMatchAt, now)
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
