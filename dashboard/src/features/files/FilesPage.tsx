import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Tabs } from "radix-ui";
import type { FC } from "react";
import { useShortcuts } from "@/lib/shortcuts";
import { TAB_CLASS, TAB_LIST_CLASS } from "@/ui/tabs";
import { FOLDERS, type Folder } from "./files";
import { PlansView } from "./PlansView";
import { ProjectsView } from "./ProjectsView";
import { TodosView } from "./TodosView";

const route = getRouteApi("/files");
const NAMES = Object.keys(FOLDERS) as Folder[];
const COMPONENTS: Record<Folder, FC> = {
  projects: ProjectsView,
  todos: TodosView,
  plans: PlansView,
};

/** What Claude Code itself keeps in its folder. */
export function FilesPage() {
  const { folder = "projects" } = route.useSearch();
  const navigate = useNavigate();
  const show = (next: string) =>
    void navigate({
      to: "/files",
      search: next === "projects" ? {} : { folder: next as Folder },
    });
  useShortcuts(
    Object.fromEntries(NAMES.map((name, index) => [String(index + 1), () => show(name)])),
  );
  return (
    <section aria-label="Files of ~/.claude" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex items-baseline gap-3 px-5 pt-4 pb-2">
        <h1 className="text-lg font-semibold tracking-tight">Files</h1>
        <span className="font-mono text-xs text-faint">~/.claude</span>
      </header>
      <Tabs.Root value={folder} onValueChange={show} className="flex min-h-0 flex-1 flex-col">
        <Tabs.List aria-label="Kinds of files" className={TAB_LIST_CLASS}>
          {NAMES.map((name) => (
            <Tabs.Trigger key={name} value={name} className={TAB_CLASS}>
              {FOLDERS[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {NAMES.map((name) => {
          const Component = COMPONENTS[name];
          return (
            <Tabs.Content
              key={name}
              value={name}
              tabIndex={-1}
              className="flex min-h-0 flex-1 flex-col outline-none data-[state=inactive]:hidden"
            >
              <Component />
            </Tabs.Content>
          );
        })}
      </Tabs.Root>
    </section>
  );
}
