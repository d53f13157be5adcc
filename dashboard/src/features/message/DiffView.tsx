import { useMemo } from "react";
import { cx } from "@/ui/cx";
import { countChanges, type DiffLine, diffOf } from "./diff";
import { Lines } from "./Lines";

const LOOKS = {
  same: { sign: " ", row: "", changed: "" },
  removed: { sign: "-", row: "bg-bad-soft", changed: "rounded-xs bg-bad/25" },
  added: { sign: "+", row: "bg-good-soft", changed: "rounded-xs bg-good/25" },
  gap: { sign: " ", row: "text-faint", changed: "" },
};

const SIGNS = { same: "", removed: "text-bad", added: "text-good", gap: "" };

interface Props {
  label: string;
  before: string;
  after: string;
  /** Whether the texts are whole, so that their lines' numbers mean something. */
  numbered?: boolean;
}

/** What changed between two texts, line by line and word by word. */
export function DiffView({ label, before, after, numbered = false }: Props) {
  const lines = useMemo(() => diffOf(before, after), [before, after]);
  return (
    <Lines
      label={label}
      count={lines.length}
      line={(index) => <Line line={lines[index]} />}
      {...(numbered && { number: (index: number) => lines[index]?.after ?? lines[index]?.before })}
    />
  );
}

/** How much came and went, as `+3 −1`. */
export function DiffCount({ before, after }: { before: string; after: string }) {
  const { added, removed } = useMemo(() => countChanges(diffOf(before, after)), [before, after]);
  return (
    <span className="tabular">
      <span className="text-good">+{added}</span> <span className="text-bad">−{removed}</span>
    </span>
  );
}

function Line({ line }: { line: DiffLine | undefined }) {
  if (!line) return null;
  const { sign, row, changed } = LOOKS[line.kind];
  if (line.kind === "gap") return <span className={row}>⋯</span>;
  const numbered = line.parts.map((part, index) => ({ ...part, key: `${index}` }));
  return (
    <span className={cx("-mx-1.5 block rounded-xs px-1.5", row)}>
      <span aria-hidden="true" className={cx("select-none", SIGNS[line.kind])}>
        {sign}{" "}
      </span>
      {numbered.map(({ key, text, changed: isChanged }) => (
        <span key={key} className={isChanged ? changed : undefined}>
          {text}
        </span>
      ))}
    </span>
  );
}
