import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { parseConversationFilters } from "@/features/conversation/filters";
import { parseConversation } from "@/features/conversation/search";
import { parseFilters } from "@/features/exchange/filters";
import { RequestsPage } from "@/features/exchange/RequestsPage";
import { parseTabs } from "@/features/exchange/tabs";
import { parseFilesParams } from "@/features/files/files";
import { parseLive } from "@/features/live/search";
import { parsePerformanceView } from "@/features/performance/view";
import { parseRouting } from "@/features/routing/search";
import { parseSearchParams } from "@/features/search/search";
import { parseSection } from "@/features/settings/sections";
import { Shell } from "@/features/shell/Shell";
import { parseToolsView } from "@/features/tools/view";
import { parseUsageView } from "@/features/usage/view";
import { parseSearch, stringifySearch } from "@/lib/search-params";
import { EmptyState, ErrorState } from "@/ui/states";

const root = createRootRoute({
  component: Shell,
  errorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
  notFoundComponent: () => (
    <EmptyState title="There is no such page">
      <Link to="/requests" search={{}} className="text-accent underline underline-offset-2">
        To all requests
      </Link>
    </EmptyState>
  ),
});

const index = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/live", search: {}, replace: true });
  },
});

const live = createRoute({
  getParentRoute: () => root,
  path: "/live",
  validateSearch: parseLive,
  component: lazyRouteComponent(() => import("@/features/live/LivePage"), "LivePage"),
});

const conversations = createRoute({
  getParentRoute: () => root,
  path: "/conversations",
  validateSearch: parseConversationFilters,
  component: lazyRouteComponent(
    () => import("@/features/conversation/ConversationsPage"),
    "ConversationsPage",
  ),
});

const conversation = createRoute({
  getParentRoute: () => root,
  path: "/conversations/$id",
  validateSearch: parseConversation,
  component: lazyRouteComponent(
    () => import("@/features/conversation/ConversationPage"),
    "ConversationPage",
  ),
});

const requests = createRoute({
  getParentRoute: () => root,
  path: "/requests",
  validateSearch: (search: Record<string, unknown>) => ({
    ...parseFilters(search),
    ...parseTabs(search),
  }),
  component: RequestsPage,
});

const request = createRoute({
  getParentRoute: () => requests,
  path: "$id",
  component: lazyRouteComponent(() => import("@/features/exchange/ExchangeView"), "ExchangeView"),
});

const usage = createRoute({
  getParentRoute: () => root,
  path: "/usage",
  validateSearch: parseUsageView,
  component: lazyRouteComponent(() => import("@/features/usage/UsagePage"), "UsagePage"),
});

const performance = createRoute({
  getParentRoute: () => root,
  path: "/performance",
  validateSearch: parsePerformanceView,
  component: lazyRouteComponent(
    () => import("@/features/performance/PerformancePage"),
    "PerformancePage",
  ),
});

const tools = createRoute({
  getParentRoute: () => root,
  path: "/tools",
  validateSearch: parseToolsView,
  component: lazyRouteComponent(() => import("@/features/tools/ToolsPage"), "ToolsPage"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  validateSearch: parseSection,
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});

const search = createRoute({
  getParentRoute: () => root,
  path: "/search",
  validateSearch: parseSearchParams,
  component: lazyRouteComponent(() => import("@/features/search/SearchPage"), "SearchPage"),
});

const files = createRoute({
  getParentRoute: () => root,
  path: "/files",
  validateSearch: parseFilesParams,
  component: lazyRouteComponent(() => import("@/features/files/FilesPage"), "FilesPage"),
});

const transcript = createRoute({
  getParentRoute: () => root,
  path: "/files/transcripts/$id",
  validateSearch: ({ at }: Record<string, unknown>): { at?: string } =>
    typeof at === "string" && /^\d+$/.test(at) ? { at } : {},
  component: lazyRouteComponent(() => import("@/features/files/TranscriptPage"), "TranscriptPage"),
});

const routing = createRoute({
  getParentRoute: () => root,
  path: "/routing",
  validateSearch: parseRouting,
  component: lazyRouteComponent(() => import("@/features/routing/RoutingPage"), "RoutingPage"),
});

const routeTree = root.addChildren([
  index,
  live,
  conversations,
  conversation,
  requests.addChildren([request]),
  search,
  files,
  transcript,
  usage,
  performance,
  tools,
  routing,
  settings,
]);

export function createAppRouter(history?: RouterHistory) {
  return createRouter({ routeTree, parseSearch, stringifySearch, ...(history && { history }) });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
