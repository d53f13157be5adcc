import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { ToolsReport } from "@/api/client";
import { formatMillis } from "@/features/performance/speed";
import { namesQuery, toolsQuery } from "@/features/statistics/queries";
import { RangeBar } from "@/features/statistics/RangeBar";
import { StatisticsPage } from "@/features/statistics/StatisticsPage";
import { useTimeRange } from "@/features/statistics/use-range";
import { formatCount, formatFolder, formatShare } from "@/lib/format";
import { Figure, Figures } from "@/ui/Figure";
import { Select } from "@/ui/Select";
import { EmptyState } from "@/ui/states";
import { FileList } from "./FileList";
import { ServerList } from "./ServerList";
import { ToolTable } from "./ToolTable";
import type { ToolsView } from "./view";

const route = getRouteApi("/tools");

/** Which tools were used, how they did, and on which files. */
export function ToolsPage() {
  const view = route.useSearch();
  const navigate = useNavigate();
  const range = useTimeRange(view);
  const { project } = view;
  const report = useQuery(toolsQuery(range, { ...(project && { project }) }));
  const projects = useQuery(namesQuery(range, "project")).data ?? [];
  const show = (next: ToolsView) => void navigate({ to: "/tools", search: next, replace: true });
  const { range: _, from: __, until: ___, by: ____, ...others } = view;
  const { project: _____, ...anyProject } = view;
  const choices =
    project === undefined || projects.includes(project) ? projects : [project, ...projects];

  return (
    <StatisticsPage
      title="Tools"
      query={report}
      controls={
        <>
          <RangeBar
            view={view}
            range={range}
            periods={false}
            onChange={(next) => show({ ...others, ...next })}
          />
          <Select
            label="Project"
            value={project ?? ""}
            choices={choices.map((value) => ({ value, label: formatFolder(value) }))}
            onChange={(value) => show(value === "" ? anyProject : { ...view, project: value })}
          />
        </>
      }
    >
      {report.data &&
        (report.data.tools.length === 0 ? (
          <EmptyState title="No tool was offered in this time">
            Choose a longer time, or another project.
          </EmptyState>
        ) : (
          <>
            <ToolFigures report={report.data} />
            <ToolTable tools={report.data.tools} view={view} onChange={show} />
            <div className="grid items-start gap-4 @4xl:grid-cols-2">
              <FileList title="Most read files" files={report.data.mostRead} figure="reads" />
              <FileList title="Most edited files" files={report.data.mostEdited} figure="edits" />
            </div>
            <ServerList servers={report.data.servers} />
          </>
        ))}
    </StatisticsPage>
  );
}

function ToolFigures({ report: { tools, servers } }: { report: ToolsReport }) {
  const sum = (read: (tool: ToolsReport["tools"][number]) => number) =>
    tools.reduce((total, tool) => total + read(tool), 0);
  const calls = sum((tool) => tool.calls);
  const failed = sum((tool) => tool.failed);
  const used = tools.filter((tool) => tool.calls > 0).length;
  const results = sum((tool) => tool.results);
  return (
    <Figures label="All together">
      <Figure name="Calls" value={formatCount(calls)}>
        {`${formatCount(calls - results)} without a result`}
      </Figure>
      <Figure name="Failed" value={formatShare(results === 0 ? 0 : failed / results)}>
        {`${formatCount(failed)} of ${formatCount(results)} results`}
      </Figure>
      <Figure name="Tools used" value={formatCount(used)}>
        {`of ${formatCount(tools.length)} offered`}
      </Figure>
      <Figure
        name="Time in tools"
        value={formatMillis(sum((tool) => tool.totalMillis))}
        title="From calls to their results; time in which a person was asked is in it"
      >
        from calls to results
      </Figure>
      <Figure name="MCP servers" value={formatCount(servers.length)}>
        {`${formatCount(servers.reduce((total, { calls }) => total + calls, 0))} calls`}
      </Figure>
    </Figures>
  );
}
