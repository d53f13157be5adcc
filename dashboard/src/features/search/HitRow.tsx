import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { SearchHit } from "@/api/client";
import { formatClock, formatDay, formatMoment } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import type { Tone } from "@/ui/Dot";
import { KINDS, piecesOf } from "./search";

const TONES: Record<SearchHit["kind"], Tone> = {
  prompt: "warn",
  answer: "info",
  thinking: "plum",
  tool_input: "good",
  tool_result: "neutral",
  context: "neutral",
  system_prompt: "neutral",
};

const LOOK =
  "flex gap-3 rounded-lg px-2 py-2 text-sm hover:bg-hover focus-visible:bg-hover -outline-offset-2";

/** A passage in which the words are. The whole of it is a link to the message. */
export function HitRow({ hit, index }: { hit: SearchHit; index: number }) {
  return (
    <HitLink hit={hit} index={index}>
      <span className="flex w-24 shrink-0 flex-col items-start gap-1">
        <Badge tone={hit.isError ? "bad" : TONES[hit.kind]}>{KINDS[hit.kind]}</Badge>
        {hit.tool !== null && (
          <span className="max-w-full truncate font-mono text-xs text-soft">{hit.tool}</span>
        )}
      </span>
      <span className="line-clamp-3 min-w-0 flex-1 leading-relaxed wrap-anywhere whitespace-pre-line text-soft">
        {piecesOf(hit.snippet).map(({ start, text, marked }) =>
          marked ? (
            <mark key={start} className="rounded-sm bg-accent-soft font-medium text-ink">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
      <time
        dateTime={hit.at}
        title={formatMoment(hit.at)}
        className="shrink-0 font-mono text-xs whitespace-nowrap text-faint max-sm:hidden"
      >
        {formatDay(hit.at)} {formatClock(hit.at).slice(0, 5)}
      </time>
    </HitLink>
  );
}

function HitLink({ hit, index, children }: { hit: SearchHit; index: number; children: ReactNode }) {
  if (hit.transcript !== null) {
    return (
      <Link
        to="/files/transcripts/$id"
        params={{ id: String(hit.transcript) }}
        search={{ at: String(hit.position ?? 1) }}
        data-hit={index}
        className={LOOK}
      >
        {children}
      </Link>
    );
  }
  const search = {
    ...(hit.turn !== null && { turn: String(hit.turn) }),
    ...(hit.message !== null && { message: String(hit.message) }),
  };
  return (
    <Link
      to="/conversations/$id"
      params={{ id: hit.conversationId ?? "" }}
      search={search}
      data-hit={index}
      className={LOOK}
    >
      {children}
    </Link>
  );
}
