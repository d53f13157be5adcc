import { useEffect, useRef } from "react";

type Handler = (event: KeyboardEvent) => void;

/** Whether a key belongs to what is being typed into. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/**
 * Calls the handler under the name of the key that was pressed, unless somebody is typing, a
 * modifier is held or a dialog is open.
 */
export function useShortcuts(handlers: Readonly<Record<string, Handler>>): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      current.current[event.key]?.(event);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
