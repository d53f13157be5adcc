import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { GitBranch } from "lucide-react";
import type { Project } from "@/api/client";
import { formatCount, formatMoment } from "@/lib/format";
import { cx } from "@/ui/cx";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState, ErrorState, Loading } from "@/ui/states";
import { Ago, Usd } from "./figures";
import { projectsQuery } from "./queries";
import { TranscriptList } from "./TranscriptList";

const route = getRouteApi("/files");

/** Working folders, and of the chosen one the transcripts. */
export function ProjectsView() {
  const { project } = route.useSearch();
  const projects = useQuery(projectsQuery);
  if (projects.error && !projects.data)
    return <ErrorState error={projects.error} onRetry={() => void projects.refetch()} />;
  if (!projects.data) return <Loading label="Reading the projects" />;
  if (projects.data.length === 0) {
    return (
      <EmptyState title="No projects yet">
        They show as soon as Claude Code works through the proxy, or where its own files are found:
        CLAUDE_PROJECTS_PATH tells where.
      </EmptyState>
    );
  }
  return (
    <div className="flex min-h-0 flex-1">
      <ScrollRegion
        label="Projects"
        className={cx(
          "@container",
          project !== undefined && "max-lg:hidden lg:max-w-md lg:border-r lg:border-line",
        )}
      >
        <ul>
          {projects.data.map((one) => (
            <Row key={one.path} project={one} chosen={one.path === project} />
          ))}
        </ul>
      </ScrollRegion>
      {project !== undefined && <TranscriptList key={project} project={project} />}
    </div>
  );
}

function Row({ project, chosen }: { project: Project; chosen: boolean }) {
  const name = project.path.split("/").at(-1) || project.path;
  return (
    <li
      className={cx(
        "relative flex items-center gap-4 border-b border-line/60 px-5 py-2.5 text-sm hover:bg-hover",
        chosen && "bg-selected hover:bg-selected",
      )}
    >
      <div className="min-w-0 flex-1">
        <Link
          to="/files"
          search={{ project: project.path }}
          aria-current={chosen ? "true" : undefined}
          className="block truncate font-medium -outline-offset-2 after:absolute after:inset-0"
        >
          {name}
        </Link>
        <p className="flex items-center gap-2 text-xs text-faint">
          <span className="truncate font-mono" title={project.path}>
            {project.path}
          </span>
          {project.gitBranch !== null && (
            <span className="flex shrink-0 items-center gap-1">
              <GitBranch size={11} aria-hidden="true" />
              {project.gitBranch}
            </span>
          )}
        </p>
      </div>
      <Figure value={formatCount(project.sessions)} name="sessions" />
      <Figure value={formatCount(project.requests)} name="requests" className="hidden @2xl:block" />
      <span className="hidden w-20 text-right tabular @2xl:block">
        <Usd amount={project.cost} unpriced={project.unpricedRequests} />
      </span>
      <time
        dateTime={project.lastActivityAt}
        title={formatMoment(project.lastActivityAt)}
        className="w-16 shrink-0 text-right text-xs text-faint tabular"
      >
        <Ago iso={project.lastActivityAt} />
      </time>
    </li>
  );
}

function Figure({ value, name, className }: { value: string; name: string; className?: string }) {
  return (
    <span className={cx("w-26 shrink-0 text-right whitespace-nowrap tabular", className)}>
      {value} <span className="text-xs text-faint">{name}</span>
    </span>
  );
}
