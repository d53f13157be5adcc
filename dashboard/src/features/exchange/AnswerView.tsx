import { Brain, TriangleAlert, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/ui/Badge";
import { cx } from "@/ui/cx";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { EmptyState } from "@/ui/states";
import type { Answer, AnswerBlock } from "./answer";
import { prettyBody } from "./bodies";

/** What the model said, as text: nothing of it is ever read as anything else. */
export function AnswerView({ answer, running }: { answer: Answer; running: boolean }) {
  if (answer.blocks.length === 0) {
    return <EmptyState title={running ? "Nothing said yet" : "Nothing was said"} />;
  }
  const numbered = answer.blocks.map((block, index) => ({ block, key: `${index}` }));
  return (
    <ScrollRegion label="Answer" className="flex flex-col gap-4 px-5 py-5">
      {numbered.map(({ block, key }) => (
        <Block key={key} block={block} />
      ))}
      {running ? (
        <span className="breathing h-4 w-2 rounded-xs bg-accent" aria-hidden="true" />
      ) : (
        answer.stopReason && (
          <p className="text-xs text-faint">
            Stop reason <Badge tone="neutral">{answer.stopReason}</Badge>
          </p>
        )
      )}
    </ScrollRegion>
  );
}

function Block({ block }: { block: AnswerBlock }) {
  switch (block.kind) {
    case "text":
      return (
        <p className="max-w-[75ch] leading-relaxed break-words whitespace-pre-wrap">{block.text}</p>
      );
    case "thinking":
      return (
        <Framed icon={<Brain size={14} />} title="Thinking" tone="plum">
          <p className="max-w-[75ch] break-words whitespace-pre-wrap text-soft italic">
            {block.text}
          </p>
        </Framed>
      );
    case "tool":
      return (
        <Framed icon={<Wrench size={14} />} title={block.name} tone="info">
          <Code>{prettyBody(block.text).text}</Code>
        </Framed>
      );
    case "error":
      return (
        <Framed icon={<TriangleAlert size={14} />} title={block.name} tone="bad">
          <p className="break-words whitespace-pre-wrap">{block.text}</p>
        </Framed>
      );
    case "other":
      return (
        <Framed icon={null} title={block.name} tone="neutral">
          <Code>{block.text}</Code>
        </Framed>
      );
  }
}

const EDGES = {
  plum: "border-plum/50 text-plum",
  info: "border-info/50 text-info",
  bad: "border-bad/60 text-bad",
  neutral: "border-line-strong text-soft",
};

interface FrameProps {
  icon: ReactNode;
  title: string;
  tone: keyof typeof EDGES;
  children: ReactNode;
}

function Framed({ icon, title, tone, children }: FrameProps) {
  return (
    <section aria-label={title} className={cx("border-l-2 pl-4", EDGES[tone])}>
      <h2 className="mb-1 flex items-center gap-1.5 text-xs font-semibold">
        <span aria-hidden="true">{icon}</span>
        {title}
      </h2>
      <div className="text-ink">{children}</div>
    </section>
  );
}

function Code({ children }: { children: string }) {
  return (
    <pre className="rounded-lg bg-sunken px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap">
      {children}
    </pre>
  );
}
