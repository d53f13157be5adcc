import { useMemo } from "react";
import type { ExchangeDetail } from "@/api/client";
import { Code } from "@/features/message/Code";
import { Collapsible } from "@/features/message/Collapsible";
import { Markdown } from "@/features/message/Markdown";
import { piecesOf } from "@/features/message/pieces";
import { formatCount } from "@/lib/format";
import { setOut } from "@/lib/json";
import { Badge } from "@/ui/Badge";
import { VirtualRows } from "@/ui/VirtualRows";
import { ContentOf } from "./ContentOf";
import type { PromptPart, RequestContent } from "./content";
import { ShareBar } from "./ShareBar";
import { totalInput } from "./usage";
import { useAnswer } from "./use-answer";

/** The system prompt and the tools, and what share of the request each of them is. */
export function PromptTab({ detail }: { detail: ExchangeDetail }) {
  return (
    <ContentOf detail={detail}>
      {(content) => <Prompt detail={detail} content={content} />}
    </ContentOf>
  );
}

type Row =
  | { kind: "shares" }
  | { kind: "title"; part: PromptPart }
  | { kind: "text"; text: string }
  | { kind: "tools" }
  | { kind: "tool"; part: PromptPart };

function Prompt({ detail, content }: { detail: ExchangeDetail; content: RequestContent }) {
  const answer = useAnswer(detail);
  const rows = useMemo(() => rowsOf(content), [content]);
  const characters = sum(content.system) + sum(content.tools) + content.messageCharacters;
  const tokens = totalInput(answer.data?.usage ?? {});
  /** Tokens are counted for the whole only; its parts are taken to be as dense as each other. */
  const weigh = (part: number) => weightOf(part / Math.max(1, characters), tokens);
  return (
    <VirtualRows
      label="System prompt and tools"
      count={rows.length}
      rowKey={(index) => String(index)}
      estimate={60}
    >
      {(index) => <PromptRow row={rows[index]} content={content} weigh={weigh} />}
    </VirtualRows>
  );
}

interface RowProps {
  row: Row | undefined;
  content: RequestContent;
  weigh: (characters: number) => string;
}

function PromptRow({ row, content, weigh }: RowProps) {
  switch (row?.kind) {
    case undefined:
      return null;
    case "shares":
      return (
        <div className="px-5 pt-1 pb-2">
          <ShareBar
            label="What the request is made of"
            format={weigh}
            shares={[
              { name: "System prompt", value: sum(content.system), className: "bg-plum" },
              { name: "Tools", value: sum(content.tools), className: "bg-info" },
              { name: "Messages", value: content.messageCharacters, className: "bg-accent" },
            ]}
          />
        </div>
      );
    case "title":
      return (
        <h2 className="flex items-center gap-2 border-t border-line px-5 pt-4 pb-1 text-sm font-semibold">
          {row.part.name}
          <Weight part={row.part} weigh={weigh} />
        </h2>
      );
    case "text":
      return (
        <div className="px-5 py-1.5">
          <Markdown text={row.text} />
        </div>
      );
    case "tools":
      return (
        <h2 className="mt-5 border-t border-line px-5 pt-4 pb-1 text-sm font-semibold">
          Tools{" "}
          <span className="font-normal text-faint tabular">
            {formatCount(content.tools.length)} · {weigh(sum(content.tools))}
          </span>
        </h2>
      );
    case "tool":
      return <Tool part={row.part} weigh={weigh} />;
  }
}

function Tool({ part, weigh }: { part: PromptPart; weigh: RowProps["weigh"] }) {
  const title = (
    <span className="inline-flex items-center gap-2 text-sm text-ink">
      <span className="font-mono text-xs">{part.name}</span>
      <Weight part={part} weigh={weigh} />
    </span>
  );
  return (
    <Collapsible className="px-5 py-0.5" title={title} note={part.text.split("\n", 1)[0]}>
      <div className="flex flex-col gap-3 border-l-2 border-line-strong py-1 pl-4">
        {piecesOf(part.text).map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move.
          <Markdown key={index} text={text} />
        ))}
        {part.schema !== undefined && (
          <Code label={`Input of ${part.name}`} text={setOut(part.schema)} language="json" />
        )}
      </div>
    </Collapsible>
  );
}

function Weight({ part, weigh }: { part: PromptPart; weigh: RowProps["weigh"] }) {
  return (
    <>
      <span className="text-xs font-normal text-faint tabular">{weigh(part.characters)}</span>
      {part.cached && <Badge tone="info">cache point</Badge>}
    </>
  );
}

function rowsOf({ system, tools }: RequestContent): Row[] {
  return [
    { kind: "shares" },
    ...system.flatMap((part): Row[] => [
      { kind: "title", part },
      ...piecesOf(part.text).map((text): Row => ({ kind: "text", text })),
    ]),
    ...(tools.length > 0 ? [{ kind: "tools" } as const] : []),
    ...tools.map((part): Row => ({ kind: "tool", part })),
  ];
}

function sum(parts: readonly PromptPart[]): number {
  return parts.reduce((total, { characters }) => total + characters, 0);
}

function weightOf(share: number, tokens: number): string {
  const percent = share < 0.001 ? "under 0.1" : (share * 100).toFixed(1);
  return tokens > 0
    ? `≈ ${formatCount(Math.round(share * tokens))} tokens, ${percent} %`
    : `${percent} %`;
}
