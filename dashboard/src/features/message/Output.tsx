import { useMemo } from "react";
import { ansiLines, hasAnsi } from "./ansi";
import { Colored } from "./Code";
import { Lines } from "./Lines";

interface Props {
  label: string;
  text: string;
  fromEnd?: boolean;
}

/** What a program wrote: as text, in the colours it asked a terminal for. */
export function Output({ label, text, fromEnd = false }: Props) {
  const trimmed = text.replace(/\s+$/, "");
  const plain = useMemo(() => trimmed.split("\n"), [trimmed]);
  const colored = useMemo(() => (hasAnsi(trimmed) ? ansiLines(trimmed) : undefined), [trimmed]);
  if (trimmed === "") return null;
  return (
    <Lines
      label={label}
      count={colored?.length ?? plain.length}
      fromEnd={fromEnd}
      line={(index) =>
        colored ? (
          <AnsiLine spans={colored[index] ?? []} />
        ) : (
          <Colored text={plain[index] ?? ""} colors={undefined} />
        )
      }
    />
  );
}

function AnsiLine({ spans }: { spans: ReturnType<typeof ansiLines>[number] }) {
  const numbered = spans.map((span, index) => ({ ...span, key: `${index}` }));
  return numbered.map(({ key, text, className }) => (
    <span key={key} className={className}>
      {text}
    </span>
  ));
}
