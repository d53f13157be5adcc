import type { PerformanceReport } from "@/api/client";
import { formatCount, formatModel } from "@/lib/format";
import { Card } from "@/ui/Card";
import { type Column, DataTable, figureColumn as figure, sortOf, sortText } from "@/ui/DataTable";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { formatMillis, formatSpeed } from "./speed";
import type { PerformanceView } from "./view";

type Model = PerformanceReport["models"][number];

interface Props {
  models: readonly Model[];
  view: PerformanceView;
  onChange: (view: PerformanceView) => void;
}

const USUAL_SORT = "requests";

/** How fast each model was. */
export function ModelTable({ models, view, onChange }: Props) {
  const { column: _, ...unsorted } = view;
  return (
    <Card title="By model">
      <ScrollRegion label="Models" className="flex-none overflow-x-auto">
        <DataTable
          label="Performance by model"
          columns={columns((model) => onChange({ ...view, model }))}
          rows={models}
          rowKey={({ provider, model }) => `${provider} ${model}`}
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

function columns(onOpen: (model: string) => void): Column<Model>[] {
  return [
    {
      key: "model",
      name: "Model",
      sort: ({ model }) => model,
      cell: ({ model, provider }) => (
        <span className="flex items-baseline gap-2">
          {model === "" ? (
            <span className="font-normal text-faint">No model</span>
          ) : (
            <button
              type="button"
              title={`Only ${model}`}
              onClick={() => onOpen(model)}
              className="truncate rounded-sm underline-offset-2 hover:underline"
            >
              {formatModel(model)}
            </button>
          )}
          <span className="text-xs font-normal text-faint">{provider}</span>
        </span>
      ),
      className: "w-full max-w-0 min-w-36 @4xl:min-w-52",
    },
    figure("requests", "Requests", ({ speed }) => speed.requests, formatCount),
    figure("failed", "Failed", ({ speed }) => speed.failedRequests || null, formatCount),
    figure("first", "First token", ({ speed }) => speed.timeToFirstToken.p50, formatMillis),
    figure("slowFirst", "95 %", ({ speed }) => speed.timeToFirstToken.p95, formatMillis),
    figure("duration", "Duration", ({ speed }) => speed.duration.p50, formatMillis),
    figure("slow", "95 %", ({ speed }) => speed.duration.p95, formatMillis),
    figure("speed", "Tokens a second", ({ speed }) => speed.tokensPerSecond.p50, formatSpeed),
  ];
}
