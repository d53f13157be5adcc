import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Branch, ConversationDetail, Turn } from "@/api/client";
import { findMessage } from "./queries";

const route = getRouteApi("/conversations/$id");

/** The place that the URL asks for; else the end of what goes on, and the beginning of the rest. */
export function useTarget(
  { summary, agents, branches }: ConversationDetail,
  branch: Branch,
  isLast: boolean,
  turns: readonly Turn[],
): number | undefined {
  const { turn, message, agent, branch: chosen } = route.useSearch();
  const navigate = useNavigate();
  const [found, setFound] = useState<number>();
  // Where it stood at first counts: whoever is at its end follows it from there.
  const [end] = useState(summary.working && isLast ? branch.tip : undefined);
  const named = message ?? turn;
  const wanted = named === undefined ? end : Number(named);
  // biome-ignore lint/correctness/useExhaustiveDependencies: that branches grow says nothing about where to look.
  useEffect(() => {
    if (wanted === undefined) {
      setFound(1);
      return;
    }
    const stop = new AbortController();
    findMessage(summary.id, wanted, stop.signal).then(
      ({ position, tip }) => {
        const other = branches.find((one) => one.tip === tip);
        if (chosen === undefined && other && other.firstRequest !== branch.firstRequest) {
          void navigate({
            to: ".",
            search: (search) => ({ ...search, branch: other.firstRequest }),
            replace: true,
          });
        } else setFound(position);
      },
      () => {
        // A link to what was deleted since leads to the beginning.
        if (!stop.signal.aborted) setFound(1);
      },
    );
    return () => stop.abort();
  }, [wanted, summary.id, chosen, branch.firstRequest, navigate]);

  const caller = agent && agents.find(({ id }) => id === agent)?.spawnedBy;
  const called = caller ? placeOfCall(turns, caller) : undefined;
  return called ?? found;
}

/** The place of the message that called an agent. */
function placeOfCall(turns: readonly Turn[], id: string): number | undefined {
  for (const { toolCalls, requests, position } of turns) {
    const call = toolCalls.find((one) => one.id === id);
    if (call) {
      return (
        requests.find(({ id: request }) => request === call.request)?.answerPosition ?? position
      );
    }
  }
  return undefined;
}
