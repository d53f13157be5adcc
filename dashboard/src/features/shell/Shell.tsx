import { Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useChord, useShortcuts } from "@/lib/shortcuts";
import { useActions } from "./actions";
import { KeysDialog } from "./KeysDialog";
import { Palette } from "./Palette";
import { Sidebar } from "./Sidebar";

/** What stands around every page. */
export function Shell() {
  const navigate = useNavigate();
  const [keysShown, setKeysShown] = useState(false);
  const [paletteShown, setPaletteShown] = useState(false);
  const actions = useActions(() => setKeysShown(true));
  useShortcuts(
    Object.fromEntries(actions.flatMap(({ keys, run }) => (keys ? [[keys.join(" "), run]] : []))),
  );
  useChord("k", () => setPaletteShown(!paletteShown));
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
      <Palette
        open={paletteShown}
        actions={actions}
        onSearch={(q) => void navigate({ to: "/search", search: { q } })}
        onClose={() => setPaletteShown(false)}
      />
      <KeysDialog actions={actions} open={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  );
}
