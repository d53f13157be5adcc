import { Link } from "@tanstack/react-router";
import { Wrench } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useElapsedMicros } from "@/features/exchange/Elapsed";
import { formatCost, formatFolder, formatMicros, formatModel, formatTokens } from "@/lib/format";
import { parseBeginning, setOut, textIn } from "@/lib/json";
import { cx } from "@/ui/cx";
import { Dot } from "@/ui/Dot";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { agentOf } from "./lanes";
import { type LiveAnswer, type LiveBlock, tokensOf } from "./live-answer";
import type { LiveEntry } from "./live-board";

/** How much of the end of a block is shown: what was said before is where the answer is read. */
const TAIL = 3_000;

/** One exchange in flight: who asks what of whom, and the answer as it is given. */
export const FlightCard = memo(function FlightCard({ entry }: { entry: LiveEntry }) {
  const { exchange, place, answer } = entry;
  const running = exchange.outcome === "in_flight";
  return (
    <article
      aria-label={`${agentOf(entry)}, ${running ? "in flight" : "ended"}`}
      data-flight={exchange.id}
      className={cx(
        "flex h-80 min-w-0 flex-col overflow-hidden rounded-xl border bg-surface transition-colors",
        running ? "border-line-strong" : "border-line",
      )}
    >
      <header className="flex flex-col gap-1 border-b border-line/70 px-3.5 pt-2.5 pb-2">
        <div className="flex items-center gap-2 text-sm">
          <Dot tone={running ? "info" : "neutral"} breathing={running} />
          <span className={cx("font-semibold", place?.agentType && "text-plum")}>
            {agentOf(entry)}
          </span>
          <span className="truncate text-xs text-faint">
            {formatModel(answer?.model ?? exchange.model)}
          </span>
          <Clock entry={entry} />
        </div>
        <Title entry={entry} />
      </header>
      <Words answer={answer} running={running} />
      <Figures entry={entry} />
    </article>
  );
});

function Title({ entry: { exchange, place } }: { entry: LiveEntry }) {
  const title = place?.title ?? place?.sessionTitle;
  const className = "truncate text-xs text-soft underline-offset-2 hover:text-ink hover:underline";
  const words = (
    <>
      {place?.project && <span className="text-faint">{formatFolder(place.project)} · </span>}
      {title ?? `${exchange.method} ${exchange.path}`}
    </>
  );
  return place?.conversation ? (
    <Link
      to="/conversations/$id"
      params={{ id: place.conversation }}
      search={place.turn === null ? {} : { turn: String(place.turn) }}
      title={title ?? undefined}
      className={className}
    >
      {words}
    </Link>
  ) : (
    <Link to="/requests/$id" params={{ id: exchange.id }} search={{}} className={className}>
      {words}
    </Link>
  );
}

function Clock({ entry: { exchange } }: { entry: LiveEntry }) {
  const elapsed = useElapsedMicros(exchange);
  return (
    <span className="ml-auto shrink-0 font-mono text-xs text-soft tabular">
      {formatMicros(Math.round(elapsed / 100_000) * 100_000)}
    </span>
  );
}

/** What is being said. The end stays in view by itself, until somebody scrolls up to read. */
function Words({ answer, running }: { answer: LiveAnswer | undefined; running: boolean }) {
  const blocks = (answer?.blocks ?? []).map((block, index) => ({ block, key: `${index}` }));
  return (
    <ScrollRegion
      role="group"
      label="Answer"
      className="flex flex-col-reverse px-3.5 py-2.5 text-sm"
    >
      <div className="mb-auto flex flex-col gap-2.5">
        {blocks.map(({ block, key }) => (
          <Block key={key} block={block} />
        ))}
        {running && (
          <p className="flex items-center gap-2 text-xs text-faint">
            <span aria-hidden="true" className="breathing h-3.5 w-1.5 rounded-xs bg-accent" />
            {blocks.length === 0 && "Waiting for the first token"}
          </p>
        )}
        {!running && blocks.length === 0 && <p className="text-xs text-faint">Nothing was said.</p>}
      </div>
    </ScrollRegion>
  );
}

const Block = memo(function Block({ block }: { block: LiveBlock }) {
  if (block.type.endsWith("tool_use")) return <Call block={block} />;
  if (block.text === "") return null;
  return (
    <p
      className={cx(
        "leading-relaxed wrap-anywhere whitespace-pre-wrap",
        block.type === "thinking" && "border-l-2 border-plum/40 pl-3 text-xs text-faint",
      )}
    >
      {tailOf(block.text)}
    </p>
  );
});

/** The member of an input that says most about a call, and one that says what it is about. */
const TELLING = ["command", "content", "new_string", "prompt", "query", "pattern", "url"];
const ABOUT = ["description", "file_path", "notebook_path", "path", "subagent_type"];

/** A call as it is written, in code: what it does stands in the conversation, tool by tool. */
function Call({ block }: { block: LiveBlock }) {
  const input = parseBeginning(block.text) ?? {};
  const first = (names: readonly string[]) =>
    names.map((name) => textIn(input, name)).find((text) => text !== "") ?? "";
  const code = first(TELLING) || (Object.keys(input).length > 0 ? setOut(input) : "");
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <p className="flex items-center gap-1.5 px-2.5 py-1 text-xs">
        <Wrench size={13} aria-hidden="true" className="shrink-0 text-faint" />
        <span className="shrink-0 font-semibold">{block.name}</span>
        <span className="truncate text-faint">{first(ABOUT)}</span>
      </p>
      {code !== "" && (
        <pre className="border-t border-line/70 bg-sunken px-2.5 py-1.5 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
          {tailOf(code)}
        </pre>
      )}
    </div>
  );
}

function tailOf(text: string): string {
  return text.length <= TAIL ? text : `…${text.slice(-TAIL)}`;
}

function Figures({ entry }: { entry: LiveEntry }) {
  const { exchange, answer, place } = entry;
  return (
    <dl className="grid grid-cols-4 border-t border-line/70 bg-sunken/50 px-3.5 py-1.5 text-xs">
      <Figure name="First token">{formatMicros(exchange.timeToFirstTokenMicros)}</Figure>
      <Figure name="Tokens/s">
        <Speed entry={entry} />
      </Figure>
      <Figure name="Context">
        {answer?.contextTokens == null ? "–" : formatTokens(answer.contextTokens)}
      </Figure>
      {place?.ended && place.spending.cost.total > 0 ? (
        <Figure name="Cost">{formatCost(place.spending.cost.total)}</Figure>
      ) : (
        <Figure name="Said">
          {answer
            ? `${answer.outputTokens === null ? "~" : ""}${formatTokens(tokensOf(answer))}`
            : "–"}
        </Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-faint">{name}</dt>
      <dd className="truncate font-medium tabular">{children}</dd>
    </div>
  );
}

/** Tokens a second since the first one; a guess while the API has not counted. */
function Speed({ entry: { exchange, answer } }: { entry: LiveEntry }) {
  const elapsed = useElapsedMicros(exchange);
  const first = exchange.timeToFirstTokenMicros;
  if (!answer || first === null) return "–";
  const seconds = (elapsed - first) / 1e6;
  if (seconds < 0.3) return "–";
  return `${answer.outputTokens === null ? "~" : ""}${Math.round(tokensOf(answer) / seconds)}`;
}
