import { type RefObject, useEffect, useState } from "react";
import { inSlices } from "@/lib/slices";
import type { RowsHandle } from "@/ui/VirtualRows";
import type { Block } from "./content";
import { searchTextOf } from "./rows";

/** A row that may hold something to be found. */
export interface Searchable {
  block?: Block | undefined;
}

export interface Find {
  text: string;
  setText: (text: string) => void;
  /** The rows that hold the text. */
  hits: readonly number[];
  /** Which of the hits is looked at. */
  at: number;
  /** The row of that hit. */
  row: number | undefined;
  step: (by: 1 | -1) => void;
}

/** Searches all rows, those too that do not exist in the page, and marks what can be seen. */
export function useFind(rows: readonly Searchable[], list: RefObject<RowsHandle | null>): Find {
  const [text, setText] = useState("");
  const [hits, setHits] = useState<readonly number[]>([]);
  const [at, setAt] = useState(0);
  const wanted = text.trim().toLowerCase();

  useEffect(() => {
    setAt(0);
    setHits([]);
    if (wanted === "") return;
    const stop = new AbortController();
    const found: number[] = [];
    const look = ([index, { block }]: [number, Searchable]) => {
      if (block && searchTextOf(block).includes(wanted)) found.push(index);
    };
    inSlices(rows.entries(), look, stop.signal).then(
      () => setHits(found),
      () => {
        // Another text is being searched for.
      },
    );
    return () => stop.abort();
  }, [rows, wanted]);

  const row = hits[at];
  useEffect(() => {
    if (row !== undefined) list.current?.show(row, "center");
  }, [row, list]);
  useMarks(list, wanted, row);

  const step = (by: 1 | -1) =>
    hits.length > 0 && setAt((before) => (before + by + hits.length) % hits.length);
  return { text, setText, hits, at, row, step };
}

/** Kept out of the theme's file: the tools that make it do not know this part of CSS yet. */
const MARKS = `
  ::highlight(found) { background-color: var(--warn-soft); color: var(--warn); }
  ::highlight(found-now) { background-color: var(--accent); color: var(--accent-ink); }
`;
let styled = false;

function styleMarks() {
  if (styled) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(MARKS);
  document.adoptedStyleSheets.push(sheet);
  styled = true;
}

/** Has the browser mark a text wherever it stands in the rows that exist. */
function useMarks(list: RefObject<RowsHandle | null>, text: string, row: number | undefined) {
  useEffect(() => {
    const element = list.current?.element();
    if (!element || text === "" || !("highlights" in CSS)) return;
    styleMarks();
    const mark = () => {
      const ranges = rangesOf(element, text);
      const own = (range: Range) =>
        Number(
          range.startContainer.parentElement?.closest<HTMLElement>("[data-index]")?.dataset.index,
        ) === row;
      CSS.highlights.set("found", new Highlight(...ranges.filter((range) => !own(range))));
      CSS.highlights.set("found-now", new Highlight(...ranges.filter(own)));
    };
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      CSS.highlights.delete("found");
      CSS.highlights.delete("found-now");
    };
  }, [list, text, row]);
}

const MOST_MARKS = 1_000;

function rangesOf(element: HTMLElement, text: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const content = node.textContent?.toLowerCase() ?? "";
    for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + text.length)) {
      if (ranges.length === MOST_MARKS) return ranges;
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, Math.min(at + text.length, node.textContent?.length ?? 0));
      ranges.push(range);
    }
  }
  return ranges;
}
