import { Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useShortcuts } from "@/lib/shortcuts";
import { KeysDialog } from "./KeysDialog";
import { Sidebar } from "./Sidebar";

/** What stands around every page. */
export function Shell() {
  const [keysShown, setKeysShown] = useState(false);
  const navigate = useNavigate();
  useShortcuts({
    "?": () => setKeysShown(true),
    g: () => void navigate({ to: "/requests", search: {} }),
  });
  return (
    <div className="flex h-full">
      <a
        href="#main"
        className="absolute -top-12 left-3 z-50 rounded-lg bg-accent px-3 py-2 text-sm font-medium text-accent-ink focus:top-3"
      >
        Skip to content
      </a>
      <Sidebar onShowKeys={() => setKeysShown(true)} />
      <main id="main" className="flex min-w-0 flex-1 flex-col">
        <Outlet />
      </main>
      <KeysDialog open={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  );
}
