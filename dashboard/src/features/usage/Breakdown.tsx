import { Link } from "@tanstack/react-router";
import type { UsageGroup, UsageReport } from "@/api/client";
import { DIMENSION_NAMES, GROUPINGS, type Grouping } from "@/features/statistics/queries";
import { formatCost, formatCount, formatShare, formatTokens } from "@/lib/format";
import { Card } from "@/ui/Card";
import { type Column, DataTable, figureColumn as figure, sortOf, sortText } from "@/ui/DataTable";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { Segmented } from "@/ui/Segmented";
import { groupName, inputOf } from "./series";
import type { UsageView } from "./view";

interface Props {
  report: UsageReport;
  view: UsageView;
  group: Grouping;
  onChange: (view: UsageView) => void;
}

const USUAL_SORT = "cost";

/** What each model, project, … took. A click on one narrows the page down to it; on a tool, it leads
 * to the requests that call it. */
export function Breakdown({ report, view, group, onChange }: Props) {
  const { group: _, ...others } = view;
  const { column: __, ...unsorted } = view;
  const total = report.total.spending.cost.total;
  return (
    <Card
      title={`By ${DIMENSION_NAMES[group].toLowerCase()}`}
      note={
        group === "tool"
          ? "A request counts for each tool that its answer calls"
          : `${formatCount(report.groups.length)} of them`
      }
      actions={
        <Segmented
          label="Groups"
          value={group}
          choices={GROUPINGS.map((value) => ({ value, label: DIMENSION_NAMES[value] }))}
          onChange={(next) => onChange(next === "model" ? others : { ...others, group: next })}
        />
      }
    >
      <ScrollRegion label="Groups" className="flex-none overflow-x-auto">
        <DataTable
          label={`Usage by ${DIMENSION_NAMES[group].toLowerCase()}`}
          columns={columns(group, total, (key) => onChange({ ...view, [group]: key }))}
          rows={report.groups}
          rowKey={({ key }) => key}
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

function columns(
  group: Grouping,
  total: number,
  onOpen: (key: string) => void,
): Column<UsageGroup>[] {
  return [
    {
      key: "key",
      name: DIMENSION_NAMES[group],
      sort: ({ key }) => groupName(group, key),
      cell: ({ key }) => <Name group={group} value={key} onOpen={onOpen} />,
      className: "w-full max-w-0 min-w-28 @4xl:min-w-48",
    },
    {
      key: "cost",
      name: "Cost",
      align: "right",
      sort: ({ usage }) => usage.spending.cost.total,
      cell: (row) => <CostCell group={row} total={total} />,
    },
    figure("requests", "Requests", ({ usage }) => usage.requests, formatCount),
    figure("failed", "Failed", ({ usage }) => usage.failedRequests || null, formatCount),
    figure("input", "Input", ({ usage }) => inputOf(usage), formatTokens),
    figure("output", "Output", ({ usage }) => usage.tokens.output, formatTokens),
    figure("cache", "From cache", ({ usage }) => usage.cacheHitRatio, formatShare),
    figure("saved", "Saved", ({ usage }) => usage.cacheEffect.net || null, formatMoney),
    figure("missed", "Misses", ({ usage }) => usage.missCost || null, formatMoney),
  ];
}

function formatMoney(dollars: number): string {
  return dollars < 0 ? `−${formatCost(-dollars)}` : formatCost(dollars);
}

function Name({
  group,
  value,
  onOpen,
}: {
  group: Grouping;
  value: string;
  onOpen: (key: string) => void;
}) {
  const name = groupName(group, value);
  const look = "block max-w-full truncate rounded-sm text-left underline-offset-2 hover:underline";
  if (value === "") return <span className="font-normal text-faint">{name}</span>;
  if (group === "tool") {
    return (
      <Link
        to="/requests"
        search={{ tool: value }}
        title={`Requests with ${name}`}
        className={look}
      >
        {name}
      </Link>
    );
  }
  return (
    <button type="button" onClick={() => onOpen(value)} title={`Only ${value}`} className={look}>
      {name}
    </button>
  );
}

/** What it cost, and how much of all that is. */
function CostCell({ group, total }: { group: UsageGroup; total: number }) {
  const { cost, unpricedRequests } = group.usage.spending;
  if (unpricedRequests > 0 && cost.total === 0) {
    return <span className="text-warn">unpriced</span>;
  }
  const share = total > 0 ? cost.total / total : 0;
  return (
    <span className="flex items-center justify-end gap-2">
      <span className="font-medium">
        {formatCost(cost.total)}
        {unpricedRequests > 0 && (
          <span
            className="text-warn"
            title={`and ${formatCount(unpricedRequests)} requests without a price`}
          >
            {" "}
            +?
          </span>
        )}
      </span>
      <span
        aria-hidden="true"
        className="h-1.5 w-14 overflow-hidden rounded-full bg-sunken @max-4xl:hidden"
      >
        <span className="block h-full bg-chart-1" style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}
