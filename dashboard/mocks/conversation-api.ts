import type { ConversationPage, ConversationSummary } from "../src/api/client";
import { mockContext, mockConversationDetail } from "./conversations";
import { mockMessages, mockTurns } from "./turns";

/** What `/api/conversations` answers from these; nothing where there is nothing of the kind. */
export function answerConversations(
  all: readonly ConversationSummary[],
  path: string,
  search: URLSearchParams,
): object | undefined {
  const [id, part, message] = path.split("/").map(decodeURIComponent);
  if (!id) return list(all, search);
  const main = all.find((one) => one.id === id);
  const agent = all
    .filter((one) => id.startsWith(`${one.id}.`))
    .flatMap((one) => mockConversationDetail(one).agents)
    .find((one) => one.id === id);
  const summary = main ?? agent;
  if (!summary) return undefined;
  const detail = mockConversationDetail(summary);
  const tip = Number(search.get("tip") ?? detail.branches.at(-1)?.tip ?? 0);
  const limit = Number(search.get("limit") ?? 100);
  if (part === undefined) return detail;
  if (part === "turns") return mockTurns(summary, tip, search.get("after"), limit);
  if (part === "context") return mockContext(summary);
  if (part !== "messages") return undefined;
  if (message === undefined) {
    return mockMessages(summary, tip, Number(search.get("from") ?? 1), limit);
  }
  const position = Number(message);
  const last = detail.branches.at(-1)?.tip ?? 0;
  if (position < 1 || position > last) return undefined;
  return { id: position, position, turn: position - ((position - 1) % 4), tip: last };
}

function list(all: readonly ConversationSummary[], search: URLSearchParams): ConversationPage {
  const wanted = (name: string) => search.get(name);
  const limit = Number(wanted("limit") ?? 100);
  const from = Number(wanted("before") ?? 0);
  const words = (wanted("q") ?? "").toLowerCase().split(/\s+/);
  const agent = wanted("agent");
  const found = all.filter(
    (one) =>
      words.every((word) =>
        `${one.title}\n${one.sessionTitle}\n${one.project}`.toLowerCase().includes(word),
      ) &&
      (wanted("project") ?? one.project) === one.project &&
      (wanted("model") ?? one.model) === one.model &&
      (agent === null || (agent === "main" ? one.main : one.agentType === agent)) &&
      (wanted("session") ?? one.sessionId) === one.sessionId &&
      (wanted("from") ?? "") <= one.lastActivityAt,
  );
  const items = found.slice(from, from + limit);
  return { items, next: found.length > from + limit ? String(from + limit) : null };
}
