import { useLayoutEffect, useRef } from "react";

type Handler = (event: KeyboardEvent) => void;

/** The kinds of input that are chosen or pressed, and take no letters. */
const CHOSEN = ["button", "checkbox", "color", "file", "radio", "range", "reset", "submit"];

/** Whether a key belongs to what is being typed into; a field that is just going away gets none. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || !target.checkVisibility()) return false;
  if (target instanceof HTMLInputElement) return !CHOSEN.includes(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}

/** How long the second key of two may take, in milliseconds. */
const SEQUENCE_MILLIS = 1_000;

/**
 * Calls the handler under the name of the key that was pressed, or of two that were pressed one
 * after the other (`g r`), unless somebody is typing, a modifier is held or a dialog is open.
 */
export function useShortcuts(handlers: Readonly<Record<string, Handler>>): void {
  const current = useRef(handlers);
  // Before the page is painted: whoever sees it has the keys that belong to it.
  useLayoutEffect(() => {
    current.current = handlers;
  });
  useLayoutEffect(() => {
    let last = { key: "", at: 0 };
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      const isSecond = event.timeStamp - last.at < SEQUENCE_MILLIS;
      const sequence = isSecond ? current.current[`${last.key} ${event.key}`] : undefined;
      last = { key: event.key, at: event.timeStamp };
      (sequence ?? current.current[event.key])?.(event);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** Calls the handler for a key that is pressed with Control, or with Command on a Mac. */
export function useChord(key: string, handler: () => void): void {
  const current = useRef(handler);
  // Before the page is painted: whoever sees it has the keys that belong to it.
  useLayoutEffect(() => {
    current.current = handler;
  });
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== key || event.ctrlKey === event.metaKey || event.altKey)
        return;
      event.preventDefault();
      current.current();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [key]);
}
