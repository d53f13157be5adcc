import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Tabs } from "radix-ui";
import { useEffect } from "react";
import type { ExchangeDetail } from "@/api/client";
import { useShortcuts } from "@/lib/shortcuts";
import { ErrorState, Loading } from "@/ui/states";
import { TAB_CLASS, TAB_LIST_CLASS } from "@/ui/tabs";
import { ExchangeHeader } from "./ExchangeHeader";
import { HeadersTab } from "./HeadersTab";
import { exchangeQuery } from "./queries";
import { RequestTab } from "./RequestTab";
import { ResponseTab } from "./ResponseTab";
import { TABS, type Tab } from "./tabs";

const route = getRouteApi("/requests/$id");

const LABELS: Record<Tab, string> = { response: "Answer", request: "Request", headers: "Headers" };

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
  useShortcuts({
    "1": () => show("response"),
    "2": () => show("request"),
    "3": () => show("headers"),
  });
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
            {LABELS[name]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Panel tab="response">
        <ResponseTab key={detail.summary.id} detail={detail} />
      </Panel>
      <Panel tab="request">
        <RequestTab key={detail.summary.id} detail={detail} />
      </Panel>
      <Panel tab="headers">
        <HeadersTab detail={detail} />
      </Panel>
    </Tabs.Root>
  );
}

function Panel({ tab, children }: { tab: Tab; children: React.ReactNode }) {
  return (
    <Tabs.Content
      value={tab}
      tabIndex={-1}
      className="flex min-h-0 flex-1 flex-col outline-none data-[state=inactive]:hidden"
    >
      {children}
    </Tabs.Content>
  );
}

function withoutTabs<T extends { tab?: unknown; view?: unknown }>({
  tab: _,
  view: __,
  ...others
}: T) {
  return others;
}
