import type { ExchangeOutcome, ExchangeSummary } from "@/api/client";
import type { Tone } from "@/ui/Dot";

interface Look {
  label: string;
  tone: Tone;
  meaning: string;
}

/** How each outcome is told. */
export const OUTCOME_LOOKS: Record<ExchangeOutcome, Look> = {
  in_flight: { label: "in flight", tone: "info", meaning: "The answer is still coming." },
  completed: { label: "completed", tone: "good", meaning: "The whole answer went to the client." },
  upstream_error: {
    label: "stream error",
    tone: "bad",
    meaning: "The event stream reported an error.",
  },
  client_aborted: {
    label: "aborted",
    tone: "warn",
    meaning: "The client went away before it had the whole answer.",
  },
  upstream_unreachable: {
    label: "unreachable",
    tone: "bad",
    meaning: "No answer began: the upstream was not reached or did not answer.",
  },
  upstream_truncated: {
    label: "truncated",
    tone: "bad",
    meaning: "The answer began and broke off.",
  },
  rejected: { label: "rejected", tone: "warn", meaning: "The proxy itself refused the request." },
  abandoned: {
    label: "abandoned",
    tone: "neutral",
    meaning: "The proxy died while the exchange was in flight.",
  },
};

/** The colour that tells how it went, status and outcome taken together. */
export function toneOf({ outcome, status }: ExchangeSummary): Tone {
  if (outcome === "completed" && status !== null) {
    if (status >= 500) return "bad";
    if (status >= 400) return "warn";
  }
  return OUTCOME_LOOKS[outcome].tone;
}

/** The figure or word that tells it: the status where all went well, else the outcome. */
export function labelOf({ outcome, status }: ExchangeSummary): string {
  return outcome === "completed" && status !== null ? String(status) : OUTCOME_LOOKS[outcome].label;
}
