import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  CircleDollarSign,
  Files,
  Gauge,
  Keyboard,
  ListTree,
  LogOut,
  type LucideIcon,
  MessagesSquare,
  Monitor,
  Moon,
  Radio,
  Route,
  Search,
  Settings,
  Sun,
  Wrench,
} from "lucide-react";
import { loginQuery, logOut } from "@/features/login/queries";
import { chooseTheme } from "@/lib/theme";

/** Something that can be done from anywhere. */
export interface Action {
  name: string;
  Icon: LucideIcon;
  /** The keys that do it too. */
  keys?: readonly string[];
  run: () => void;
}

/** Every page and every action that does not need one. */
export function useActions(showKeys: () => void): Action[] {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const login = useQuery(loginQuery).data;
  return [
    {
      name: "Go to what is live",
      Icon: Radio,
      keys: ["g", "l"],
      run: () => void navigate({ to: "/live", search: {} }),
    },
    {
      name: "Go to conversations",
      Icon: MessagesSquare,
      keys: ["g", "c"],
      run: () => void navigate({ to: "/conversations", search: {} }),
    },
    {
      name: "Go to requests",
      Icon: ListTree,
      keys: ["g", "r"],
      run: () => void navigate({ to: "/requests", search: {} }),
    },
    {
      name: "Go to search",
      Icon: Search,
      keys: ["g", "s"],
      run: () => void navigate({ to: "/search", search: {} }),
    },
    {
      name: "Go to files of ~/.claude",
      Icon: Files,
      keys: ["g", "f"],
      run: () => void navigate({ to: "/files", search: {} }),
    },
    {
      name: "Go to usage and cost",
      Icon: CircleDollarSign,
      keys: ["g", "u"],
      run: () => void navigate({ to: "/usage", search: {} }),
    },
    {
      name: "Go to performance",
      Icon: Gauge,
      keys: ["g", "p"],
      run: () => void navigate({ to: "/performance", search: {} }),
    },
    {
      name: "Go to tools",
      Icon: Wrench,
      keys: ["g", "t"],
      run: () => void navigate({ to: "/tools", search: {} }),
    },
    {
      name: "Go to routing",
      Icon: Route,
      keys: ["g", "o"],
      run: () => void navigate({ to: "/routing", search: {} }),
    },
    {
      name: "Go to settings",
      Icon: Settings,
      keys: ["g", ","],
      run: () => void navigate({ to: "/settings", search: {} }),
    },
    { name: "Use light colours", Icon: Sun, run: () => chooseTheme("light") },
    { name: "Use dark colours", Icon: Moon, run: () => chooseTheme("dark") },
    { name: "Use the system's colours", Icon: Monitor, run: () => chooseTheme("system") },
    { name: "Show all keys", Icon: Keyboard, keys: ["?"], run: showKeys },
    ...(login?.required
      ? [{ name: "Log out", Icon: LogOut, run: () => void logOut(queries) }]
      : []),
  ];
}
