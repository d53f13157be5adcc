import { Brain, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { formatCount } from "@/lib/format";
import { cx } from "@/ui/cx";
import { Code } from "./Code";
import { Collapsible } from "./Collapsible";
import type { Block } from "./content";
import { Markdown, PlainText } from "./Markdown";
import { DocumentView, Picture } from "./Picture";

/** Every kind of block that holds no others. */
export type Leaf = Exclude<Block, { kind: "call" | "result" }>;

/** @param live whether it is still being written: thinking is then open, to be read along */
export function BlockLeaf({ block, live = false }: { block: Leaf; live?: boolean }) {
  switch (block.kind) {
    case "text":
      return <Markdown text={block.text} />;
    case "reminder":
      return (
        <Collapsible title="System reminder" note={firstLine(block.text)}>
          <Edge tone="neutral">
            <PlainText text={block.text} />
          </Edge>
        </Collapsible>
      );
    case "thinking":
      return <Thinking text={block.text} live={live} />;
    case "redacted":
      return (
        <p className="flex items-center gap-1.5 text-xs text-faint">
          <Brain size={13} aria-hidden="true" />
          Thinking that only the API can read, {formatCount(block.characters)} characters
        </p>
      );
    case "image":
      return <Picture source={block.source} />;
    case "document":
      return <DocumentView title={block.title} source={block.source} />;
    case "error":
      return (
        <Edge tone="bad">
          <p className="flex items-center gap-1.5 text-xs font-semibold text-bad">
            <TriangleAlert size={13} aria-hidden="true" />
            {block.name}
          </p>
          <PlainText text={block.text} />
        </Edge>
      );
    case "unknown":
      return (
        <Collapsible title={block.type} open>
          <Code label={block.type} text={block.json} language="json" />
        </Collapsible>
      );
  }
}

function Thinking({ text, live }: { text: string; live: boolean }) {
  const title = (
    <span className="inline-flex items-center gap-1.5 text-plum">
      <Brain size={13} aria-hidden="true" className={live ? "breathing" : undefined} /> Thinking
    </span>
  );
  if (text === "" && !live) {
    return <p className="text-xs text-faint">Thought, without saying what.</p>;
  }
  return (
    <Collapsible
      key={String(live)}
      title={title}
      note={live ? undefined : firstLine(text)}
      open={live}
    >
      <Edge tone="plum">
        <div className="text-soft">
          <PlainText text={text} />
        </div>
      </Edge>
    </Collapsible>
  );
}

const EDGES = {
  plum: "border-plum/40",
  bad: "border-bad/60",
  neutral: "border-line-strong",
};

function Edge({ tone, children }: { tone: keyof typeof EDGES; children: ReactNode }) {
  return <div className={cx("border-l-2 pl-4", EDGES[tone])}>{children}</div>;
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0]?.slice(0, 160) ?? "";
}
