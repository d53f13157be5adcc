import { useSyncExternalStore } from "react";
import { COLUMNS, type Column } from "./columns";

const KEY = "request-columns";
const GAP = 16;
const PADDING = 32;

/** What stays in the narrowest list. */
const ALWAYS = ["time", "status", "request", "duration"];

/** What comes in where there is room, the most wanted first. */
const WANTED = [
  "model",
  "cost",
  "agent",
  "tools",
  "cacheRatio",
  "output",
  "firstToken",
  "input",
  "cacheRead",
  "cacheWrite",
  "size",
];

/** A list this narrow stands beside an open request: no choice of columns would fit. */
const NARROW = 620;

const listeners = new Set<() => void>();

/** The columns that somebody chose; null where they are to follow the room that there is. */
export function useChosenColumns(): readonly string[] | null {
  const stored = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(KEY),
  );
  return stored === null ? null : idsIn(stored);
}

export function chooseColumns(ids: readonly string[] | null): void {
  if (ids === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, ids.join(" "));
  for (const listener of listeners) listener();
}

function idsIn(stored: string): string[] {
  const known = new Set(COLUMNS.map(({ id }) => id));
  return stored.split(" ").filter((id) => known.has(id));
}

/** The columns of a list that is so many pixels wide. */
export function columnsFor(width: number, chosen: readonly string[] | null): Column[] {
  const ids = new Set(ALWAYS);
  if (width >= NARROW) {
    if (chosen) for (const id of chosen) ids.add(id);
    else {
      let room = width - PADDING - widthOf(ALWAYS);
      for (const id of WANTED) {
        room -= widthOf([id]);
        if (room < 0) break;
        ids.add(id);
      }
    }
  }
  const hidden =
    chosen && width >= NARROW
      ? new Set(ALWAYS.filter((id) => id !== "request" && !chosen.includes(id)))
      : new Set<string>();
  return COLUMNS.filter(({ id }) => ids.has(id) && !hidden.has(id));
}

function widthOf(ids: readonly string[]): number {
  return COLUMNS.filter(({ id }) => ids.includes(id)).reduce(
    (sum, { width }) => sum + width + GAP,
    0,
  );
}

/** The columns as a grid, and the least that they need. */
export function gridOf(
  columns: readonly Column[],
  width: number,
): { template: string; least: number } {
  const narrow = width < NARROW;
  const template = columns
    .map(({ id, width: own, grows }) => {
      if (grows) return `minmax(${narrow ? 0 : own}px, 1fr)`;
      return narrow && id !== "status" ? "60px" : `${own}px`;
    })
    .join(" ");
  return { template, least: narrow ? 0 : widthOf(columns.map(({ id }) => id)) + PADDING - GAP };
}
