import { useMemo, useState } from "react";
import { FOLDED_LINES, Lines } from "./Lines";
import { useSyntax } from "./syntax";
import type { SyntaxLine } from "./syntax.worker";
import { SYNTAX_CLASSES } from "./syntax-theme";

interface Props {
  label: string;
  text: string;
  /** By which grammar it is coloured, if by any. */
  language?: string;
  /** The number of the first line; without it lines have no numbers. */
  first?: number;
}

/** A program's text, coloured once its colours are known. */
export function Code({ label, text, language = "", first }: Props) {
  const lines = useMemo(() => text.replace(/\n$/, "").split("\n"), [text]);
  const [whole, setWhole] = useState(false);
  const shown = useMemo(
    () => (whole ? lines : lines.slice(0, FOLDED_LINES)).join("\n"),
    [whole, lines],
  );
  const colors = useSyntax(language, shown);
  return (
    <Lines
      label={label}
      count={lines.length}
      onOpen={() => setWhole(true)}
      line={(index) => <Colored text={lines[index] ?? ""} colors={colors?.[index]} />}
      {...(first !== undefined && { number: (index: number) => first + index })}
    />
  );
}

/** Above it a line is cut: no screen shows so much, and no browser lays it out in time. */
const LONGEST_LINE = 4_000;

export function Colored({ text, colors }: { text: string; colors: SyntaxLine | undefined }) {
  if (text.length > LONGEST_LINE) {
    return `${text.slice(0, LONGEST_LINE)} … (${text.length - LONGEST_LINE} characters more)`;
  }
  if (!colors) return text;
  let from = 0;
  return colors.map(([end, color]) => {
    const start = from;
    from = end;
    return (
      <span key={start} className={SYNTAX_CLASSES[color]}>
        {text.slice(start, end)}
      </span>
    );
  });
}
