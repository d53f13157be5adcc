import { agentView } from "./agent";
import { bashView } from "./bash";
import { editView, multiEditView, notebookEditView, readView, writeView } from "./files";
import { globView, grepView } from "./find";
import { genericView, mcpView } from "./generic";
import { planView, questionView, skillView } from "./guidance";
import { taskView, todoView } from "./tasks";
import type { ToolView } from "./view";
import { webFetchView, webSearchView } from "./web";

const VIEWS: ReadonlyMap<string, ToolView> = new Map([
  ["Bash", bashView],
  ["Read", readView],
  ["NotebookRead", readView],
  ["Write", writeView],
  ["Edit", editView],
  ["MultiEdit", multiEditView],
  ["NotebookEdit", notebookEditView],
  ["Grep", grepView],
  ["Glob", globView],
  ["LS", globView],
  ["Task", agentView],
  ["Agent", agentView],
  ["TodoWrite", todoView],
  ["TaskCreate", taskView],
  ["TaskUpdate", taskView],
  ["TaskGet", taskView],
  ["TaskList", taskView],
  ["WebFetch", webFetchView],
  ["web_fetch", webFetchView],
  ["WebSearch", webSearchView],
  ["web_search", webSearchView],
  ["AskUserQuestion", questionView],
  ["ExitPlanMode", planView],
  ["EnterPlanMode", planView],
  ["exit_plan_mode", planView],
  ["Skill", skillView],
  ["SlashCommand", skillView],
]);

/** How a tool's calls are shown; one that nobody knows is shown as what it was given and gave. */
export function toolViewOf(name: string): ToolView {
  return VIEWS.get(name) ?? (name.startsWith("mcp__") ? mcpView : genericView);
}
