import type {
  AnswerProgress,
  ConversationSummary,
  ExchangePlace,
  ExchangeSummary,
} from "../src/api/client";
import { money, PER_TURN } from "./conversations";

/** What the live stream tells of exchanges that are being played. */

/** Where an exchange belongs. */
export function mockPlace(
  exchange: ExchangeSummary,
  conversation: ConversationSummary,
  agentType: string | null = null,
): ExchangePlace {
  const ended = exchange.outcome !== "in_flight";
  return {
    id: exchange.id,
    kind: agentType === null ? "main" : "agent",
    sessionId: conversation.sessionId,
    project: conversation.project,
    conversation: agentType === null ? conversation.id : `${conversation.id}.${agentType}`,
    agentType,
    parent: agentType === null ? null : conversation.id,
    title: agentType === null ? conversation.title : "Find every place where records are dropped",
    sessionTitle: conversation.sessionTitle,
    turn: conversation.turns * PER_TURN - 3,
    ended,
    stopReason: ended ? "end_turn" : null,
    tokens: ended
      ? { input: 14, cacheRead: 48_211, cacheWrite5m: 1_900, cacheWrite1h: 0, output: 412 }
      : { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0 },
    spending: money(ended ? 0.0312 : 0),
  };
}

/** What is said in an answer, as far as it came. */
export function mockProgress(
  id: string,
  blocks: readonly { type: string; text: string; name?: string; at?: number }[],
): AnswerProgress {
  return {
    id,
    model: "claude-sonnet-4-5-20250929",
    contextTokens: 48_223,
    outputTokens: null,
    stopReason: null,
    complete: false,
    blocks: blocks.map(({ type, text, name, at = 0 }, index) => ({
      index,
      type,
      name: name ?? null,
      toolUseId: name ? `toolu_live_${index}` : null,
      at,
      text,
    })),
  };
}
