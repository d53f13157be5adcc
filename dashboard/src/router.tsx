import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { parseFilters } from "@/features/exchange/filters";
import { RequestsPage } from "@/features/exchange/RequestsPage";
import { parseTabs } from "@/features/exchange/tabs";
import { parseSection } from "@/features/settings/sections";
import { Shell } from "@/features/shell/Shell";
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
    throw redirect({ to: "/requests", search: {}, replace: true });
  },
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

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  validateSearch: parseSection,
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});

const routeTree = root.addChildren([index, requests.addChildren([request]), settings]);

export function createAppRouter(history?: RouterHistory) {
  return createRouter({ routeTree, parseSearch, stringifySearch, ...(history && { history }) });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
