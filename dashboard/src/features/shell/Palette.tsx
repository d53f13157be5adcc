import { Search } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { cx } from "@/ui/cx";
import { Kbd } from "@/ui/Kbd";
import type { Action } from "./actions";

interface Props {
  open: boolean;
  actions: readonly Action[];
  /** Looks for a text in everything that was said. */
  onSearch: (text: string) => void;
  onClose: () => void;
}

/** Every action under one key: typed for, walked through with the arrows, run with Enter. */
export function Palette({ open, actions, onSearch, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too, by the browser.
    <dialog
      ref={dialog}
      aria-label="Commands"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="mx-auto mt-[15vh] w-full max-w-lg overflow-hidden rounded-2xl border border-line bg-surface p-0 text-ink shadow-pop backdrop:bg-canvas/70 backdrop:backdrop-blur-[2px]"
    >
      {open && <Chooser actions={actions} onSearch={onSearch} onClose={onClose} />}
    </dialog>
  );
}

function Chooser({ actions, onSearch, onClose }: Omit<Props, "open">) {
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const words = text.toLowerCase().split(/\s+/);
  const found: Action[] = actions.filter(({ name }) =>
    words.every((word) => name.toLowerCase().includes(word)),
  );
  const typed = text.trim();
  if (typed !== "") {
    found.push({ name: `Search for “${typed}”`, Icon: Search, run: () => onSearch(typed) });
  }
  const run = (action: Action | undefined) => {
    if (!action) return;
    onClose();
    action.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((before) => (before + step + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[at]);
    }
  };
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: a dialog gives the focus to what it was opened for.
        autoFocus
        type="text"
        role="combobox"
        aria-label="Command"
        aria-expanded={true}
        aria-controls={id}
        aria-activedescendant={found[at] && `${id}-${at}`}
        aria-autocomplete="list"
        placeholder="What would you like to do?"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint"
      />
      <div role="listbox" id={id} aria-label="Commands" className="max-h-80 overflow-y-auto p-1.5">
        {found.map(({ name, Icon, keys = [] }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys.
          <div
            key={name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => run(found[index])}
            onPointerMove={() => setAt(index)}
            className={cx(
              "flex h-10 cursor-pointer items-center gap-3 rounded-lg px-3 text-sm",
              index === at ? "bg-selected text-ink" : "text-soft",
            )}
          >
            <Icon size={15} aria-hidden="true" className="text-faint" />
            {name}
            <span className="ml-auto flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </span>
          </div>
        ))}
      </div>
    </>
  );
}
