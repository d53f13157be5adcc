import { Link } from "@tanstack/react-router";
import {
  CircleDollarSign,
  Files,
  Gauge,
  Keyboard,
  ListTree,
  MessagesSquare,
  Radio,
  Route,
  Search,
  Settings,
  Wrench,
} from "lucide-react";
import { HealthIndicator } from "@/features/health/HealthIndicator";
import { IconButton } from "@/ui/Button";
import { ThemeSwitch } from "./ThemeSwitch";

const PAGES = [
  { to: "/live", label: "Live", Icon: Radio },
  { to: "/conversations", label: "Conversations", Icon: MessagesSquare },
  { to: "/requests", label: "Requests", Icon: ListTree },
  { to: "/search", label: "Search", Icon: Search },
  { to: "/usage", label: "Usage and cost", Icon: CircleDollarSign },
  { to: "/performance", label: "Performance", Icon: Gauge },
  { to: "/tools", label: "Tools", Icon: Wrench },
  { to: "/files", label: "Files", Icon: Files },
  { to: "/routing", label: "Routing", Icon: Route },
  { to: "/settings", label: "Settings", Icon: Settings },
] as const;

/** The way to every page, and how the system is. Narrow windows get icons only. */
export function Sidebar({ onShowKeys }: { onShowKeys: () => void }) {
  return (
    <aside
      aria-label="Sidebar"
      className="flex w-14 shrink-0 flex-col gap-1 border-r border-line bg-sunken/60 px-2.5 py-3 lg:w-56 lg:px-3"
    >
      <div className="mb-4 flex items-center gap-2.5 px-0.5 lg:px-1.5">
        <img src="/favicon.svg" alt="" className="size-7 shrink-0 lg:size-6" />
        <span className="truncate font-semibold tracking-tight max-lg:sr-only">
          Claude Code Proxy
        </span>
      </div>
      <nav aria-label="Pages" className="flex flex-col gap-0.5">
        {PAGES.map(({ to, label, Icon }) => (
          <Link
            key={to}
            to={to}
            search={{}}
            title={label}
            className="flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium text-soft transition-colors hover:bg-hover hover:text-ink max-lg:justify-center max-lg:px-0"
            activeProps={{ className: "bg-selected text-ink" }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon size={16} aria-hidden="true" className="shrink-0" />
            <span className="max-lg:sr-only">{label}</span>
          </Link>
        ))}
      </nav>
      <div className="mt-auto flex flex-col gap-3">
        <HealthIndicator />
        <div className="flex items-center justify-between max-lg:flex-col max-lg:gap-2">
          <ThemeSwitch className="max-lg:flex-col" />
          <IconButton label="Keyboard (?)" onClick={onShowKeys}>
            <Keyboard size={16} />
          </IconButton>
        </div>
      </div>
    </aside>
  );
}
