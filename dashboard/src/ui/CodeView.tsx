import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { jsonTokens, type Token, type TokenKind } from "./json-tokens";
import { ScrollRegion } from "./ScrollRegion";
import { layoutText, type TextRow } from "./text-layout";

const ROW_HEIGHT = 20;
const GUTTER_COLUMNS = 8;

const COLORS: Record<TokenKind, string> = {
  key: "text-info",
  string: "text-good",
  literal: "text-plum",
  plain: "text-faint",
};

interface Props {
  text: string;
  json: boolean;
  label: string;
}

/** A text of any size, with the numbers of its lines. Only the rows that can be seen exist. */
export function CodeView({ text, json, label }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const columns = useColumns(scroller, probe);
  const lines = useMemo(() => text.split("\n"), [text]);
  const rows = useMemo(
    () => (columns === 0 ? [] : layoutText(lines, columns - GUTTER_COLUMNS, json)),
    [lines, columns, json],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
  });
  return (
    <ScrollRegion ref={scroller} label={label} className="relative py-2 font-mono text-xs">
      <span ref={probe} aria-hidden="true" className="invisible absolute">
        {"0".repeat(100)}
      </span>
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <Row key={index} row={row} line={lines[row.line] ?? ""} json={json} top={start} />
            )
          );
        })}
      </div>
    </ScrollRegion>
  );
}

function Row({ row, line, json, top }: { row: TextRow; line: string; json: boolean; top: number }) {
  return (
    <div
      className="absolute inset-x-0 flex leading-5 whitespace-pre"
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      <span
        aria-hidden="true"
        className="w-[6ch] shrink-0 pr-[1ch] text-right text-faint select-none"
      >
        {row.start === 0 ? row.line + 1 : ""}
      </span>
      <span className="pl-[1ch]" style={{ marginLeft: `${row.indent}ch` }}>
        {json ? <JsonRow row={row} line={line} /> : line.slice(row.start, row.end)}
      </span>
    </div>
  );
}

function JsonRow({ row, line }: { row: TextRow; line: string }) {
  const tokens = useMemo(() => jsonTokens(line), [line]);
  return tokens
    .filter((token) => token.end > row.start && token.start < row.end)
    .map((token) => (
      <span key={token.start} className={COLORS[token.kind]}>
        {cut(line, token, row)}
      </span>
    ));
}

function cut(line: string, token: Token, row: TextRow): string {
  return line.slice(Math.max(token.start, row.start), Math.min(token.end, row.end));
}

/** How many characters fit beside each other. */
function useColumns(
  scroller: RefObject<HTMLDivElement | null>,
  probe: RefObject<HTMLSpanElement | null>,
): number {
  const [columns, setColumns] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const width = (probe.current?.getBoundingClientRect().width ?? 0) / 100;
      if (width > 0) setColumns(Math.floor((element.clientWidth - 16) / width));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    void document.fonts?.ready.then(measure);
    return () => observer.disconnect();
  }, [scroller, probe]);
  return columns;
}
