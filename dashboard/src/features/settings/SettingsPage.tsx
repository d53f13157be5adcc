import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Tabs } from "radix-ui";
import { type FC, useEffect } from "react";
import { TAB_CLASS, TAB_LIST_CLASS } from "@/ui/tabs";
import { ConfigurationSection } from "./ConfigurationSection";
import { DataSection } from "./DataSection";
import { GeneralSection } from "./GeneralSection";
import { PricesSection } from "./PricesSection";
import { SECTIONS, type Section } from "./sections";

const route = getRouteApi("/settings");

const VIEWS: Record<Section, { label: string; View: FC }> = {
  general: { label: "General", View: GeneralSection },
  configuration: { label: "Configuration", View: ConfigurationSection },
  prices: { label: "Prices", View: PricesSection },
  data: { label: "Data", View: DataSection },
};

/** What can be set here, and what is set elsewhere. */
export function SettingsPage() {
  const { section = SECTIONS[0] } = route.useSearch();
  const navigate = useNavigate();
  useEffect(() => {
    document.title = "Settings · Claude Code Proxy";
    return () => {
      document.title = "Claude Code Proxy";
    };
  }, []);
  const show = (next: string) =>
    void navigate({
      to: "/settings",
      search: next === SECTIONS[0] ? {} : { section: next as Section },
      replace: true,
    });
  return (
    <Tabs.Root value={section} onValueChange={show} className="flex min-h-0 flex-1 flex-col">
      <header className="px-5 pt-4 pb-2">
        <h1 className="text-lg font-semibold tracking-tight">Settings</h1>
      </header>
      <Tabs.List aria-label="Settings" className={TAB_LIST_CLASS}>
        {SECTIONS.map((name) => (
          <Tabs.Trigger key={name} value={name} className={TAB_CLASS}>
            {VIEWS[name].label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {SECTIONS.map((name) => {
        const { View } = VIEWS[name];
        return (
          <Tabs.Content
            key={name}
            value={name}
            className="@container flex min-h-0 flex-1 flex-col overflow-y-auto outline-none data-[state=inactive]:hidden"
          >
            <View />
          </Tabs.Content>
        );
      })}
    </Tabs.Root>
  );
}
