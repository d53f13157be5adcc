import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Tabs } from "radix-ui";
import { type FC, useEffect } from "react";
import type { ExchangeDetail } from "@/api/client";
import { useShortcuts } from "@/lib/shortcuts";
import { ErrorState, Loading } from "@/ui/states";
import { TAB_CLASS, TAB_LIST_CLASS } from "@/ui/tabs";
import { CompareTab } from "./CompareTab";
import { ExchangeHeader } from "./ExchangeHeader";
import { HeadersTab } from "./HeadersTab";
import { MessagesTab } from "./MessagesTab";
import { ParametersTab } from "./ParametersTab";
import { PromptTab } from "./PromptTab";
import { exchangeQuery } from "./queries";
import { RequestTab } from "./RequestTab";
import { ResponseTab } from "./ResponseTab";
import { RoutingTab } from "./RoutingTab";
import { TABS, type Tab, withoutTabs } from "./tabs";
import { UsageTab } from "./UsageTab";

const route = getRouteApi("/requests/$id");

const VIEWS: Record<Tab, { label: string; View: FC<{ detail: ExchangeDetail }> }> = {
  response: { label: "Answer", View: ResponseTab },
  messages: { label: "Messages", View: MessagesTab },
  prompt: { label: "Prompt and tools", View: PromptTab },
  parameters: { label: "Parameters", View: ParametersTab },
  usage: { label: "Usage and cache", View: UsageTab },
  headers: { label: "Headers", View: HeadersTab },
  request: { label: "Body", View: RequestTab },
  compare: { label: "Compare", View: CompareTab },
  routing: { label: "Routing", View: RoutingTab },
};

/** One exchange in full, beside the list or in its place. */
export function ExchangeView() {
  const { id } = route.useParams();
  const exchange = useQuery(exchangeQuery(id));
  const navigate = useNavigate();
  const close = () => void navigate({ to: "/requests", search: withoutTabs });
  useShortcuts({ Escape: close });
  return (
    <section aria-label="Request" className="@container flex min-w-0 flex-1 flex-col">
      {exchange.data ? (
        <Exchange detail={exchange.data} onClose={close} />
      ) : exchange.error ? (
        <ErrorState error={exchange.error} onRetry={() => void exchange.refetch()} />
      ) : (
        <Loading label="Reading the request" />
      )}
    </section>
  );
}

function Exchange({ detail, onClose }: { detail: ExchangeDetail; onClose: () => void }) {
  const { tab = TABS[0] } = route.useSearch();
  const navigate = useNavigate();
  const show = (next: string) =>
    void navigate({
      to: ".",
      search: ({ tab: _, ...others }) => ({
        ...others,
        ...(next !== TABS[0] && { tab: next as Tab }),
      }),
      replace: true,
    });
  useShortcuts(
    Object.fromEntries(TABS.map((name, index) => [String(index + 1), () => show(name)])),
  );
  const { method, path } = detail.summary;
  useEffect(() => {
    document.title = `${method} ${path} · Claude Code Proxy`;
    return () => {
      document.title = "Claude Code Proxy";
    };
  }, [method, path]);
  return (
    <Tabs.Root value={tab} onValueChange={show} className="flex min-h-0 flex-1 flex-col">
      <ExchangeHeader detail={detail} onClose={onClose} />
      <Tabs.List aria-label="Parts of the exchange" className={TAB_LIST_CLASS}>
        {TABS.map((name) => (
          <Tabs.Trigger key={name} value={name} className={TAB_CLASS}>
            {VIEWS[name].label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {TABS.map((name) => {
        const { View } = VIEWS[name];
        return (
          <Tabs.Content
            key={name}
            value={name}
            tabIndex={-1}
            className="flex min-h-0 flex-1 flex-col outline-none data-[state=inactive]:hidden"
          >
            <View key={detail.summary.id} detail={detail} />
          </Tabs.Content>
        );
      })}
    </Tabs.Root>
  );
}
