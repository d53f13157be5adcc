import type { ToolsReport } from "@/api/client";
import { formatCount } from "@/lib/format";
import { Card } from "@/ui/Card";
import { ScrollRegion } from "@/ui/ScrollRegion";

interface Props {
  title: string;
  files: ToolsReport["mostRead"];
  figure: "reads" | "edits";
}

/** Files, with the one first that was used most. */
export function FileList({ title, files, figure }: Props) {
  const most = files[0]?.[figure] ?? 1;
  return (
    <Card title={title} note={files.length > 0 && `${formatCount(files.length)} files`}>
      {files.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-soft">None in this time.</p>
      ) : (
        <ScrollRegion
          label={`${title}, by how often`}
          className="max-h-80 flex-none border-t border-line"
        >
          <ol className="py-1.5 text-sm tabular">
            {files.map((file) => (
              <li
                key={file.path}
                title={`${file.path}: read ${formatCount(file.reads)} times, edited ${formatCount(file.edits)} times`}
                className="relative flex h-7 items-center gap-3 px-4"
              >
                <span
                  aria-hidden="true"
                  className="absolute inset-y-0.5 left-0 rounded-r-sm bg-info-soft"
                  style={{ width: `${(file[figure] / most) * 100}%` }}
                />
                <Path path={file.path} />
                <span className="relative ml-auto font-medium">{formatCount(file[figure])}</span>
              </li>
            ))}
          </ol>
        </ScrollRegion>
      )}
    </Card>
  );
}

/** The name shows in any case, of the folders as much as there is room for. */
function Path({ path }: { path: string }) {
  const end = path.lastIndexOf("/") + 1;
  return (
    <span className="relative flex min-w-0 font-mono text-xs">
      <span className="truncate text-faint">{path.slice(0, end)}</span>
      <span className="shrink-0">{path.slice(end)}</span>
    </span>
  );
}
