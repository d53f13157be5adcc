import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from "react";
import type { Branch, ConversationDetail } from "@/api/client";
import { AgentConversation } from "@/features/message/tools/view";
import { useFind } from "@/features/message/use-find";
import { cx } from "@/ui/cx";
import { ErrorState, Loading } from "@/ui/states";
import type { RowsHandle } from "@/ui/VirtualRows";
import { AgentInside } from "./AgentInside";
import { FlowRowView } from "./FlowRowView";
import { FlowToolbar } from "./FlowToolbar";
import { LiveRowView } from "./LiveRowView";
import { contextAt } from "./landmarks";
import { MessageFlow } from "./MessageFlow";
import { contextQuery } from "./queries";
import { SidePanel } from "./SidePanel";
import { TurnFacts } from "./turn-facts";
import { useConversation } from "./use-conversation";
import { useLiveTail } from "./use-live-tail";
import { useNavigation } from "./use-navigation";
import { useTarget } from "./use-target";

const route = getRouteApi("/conversations/$id");

interface Props {
  detail: ConversationDetail;
  branch: Branch;
  isLast: boolean;
}

/** The messages of one branch, and beside them what helps to find one's way. */
export function ConversationView({ detail, branch, isLast }: Props) {
  const { summary, agents } = detail;
  const search = route.useSearch();
  const navigate = useNavigate();
  const { reader, reading } = useConversation(summary, branch);
  const { rows, turns, total } = reading;
  const list = useRef<RowsHandle>(null);
  const tail = useLiveTail(summary.id, isLast, reader, reading);
  const find = useFind(rows, list);
  const searching = find.text.trim() !== "";
  useEffect(() => {
    if (searching) void reader.all();
  }, [searching, reader]);

  const target = useTarget(detail, branch, isLast, turns);
  const navigation = useNavigation(reader, reading, list, target);
  const { go, place, setPlace, current } = navigation;
  // What stands beside the messages follows when there is time.
  const seen = useDeferredValue(place);

  const told = useMemo(() => turns.some((turn) => contextAt(turn) !== undefined), [turns]);
  const context = useQuery({
    ...contextQuery(summary.id, undefined),
    enabled: told,
  });
  const facts = useMemo(
    () => new TurnFacts(turns, context.data?.window ?? null),
    [turns, context.data?.window],
  );
  const fill = useCallback((from: number) => void reader.fill(from), [reader]);
  const inside = useCallback(
    (call: { id: string }) => {
      const agent = agents.find(({ spawnedBy }) => spawnedBy === call.id);
      return agent && <AgentInside agent={agent} />;
    },
    [agents],
  );
  const panelShown = search.panel !== undefined;
  const toggle = useCallback(
    () =>
      void navigate({
        to: ".",
        search: ({ panel, ...others }) => ({
          ...others,
          ...(panel === undefined && { panel: "turns" as const }),
        }),
        replace: true,
      }),
    [navigate],
  );

  if (total === undefined) {
    return reading.error ? (
      <ErrorState error={reading.error} onRetry={() => void reader.at(1)} />
    ) : (
      <Loading label="Reading the messages" />
    );
  }
  return (
    <div className="flex min-h-0 flex-1">
      <div className={cx("flex min-w-0 flex-1 flex-col", panelShown && "@max-4xl:hidden")}>
        <FlowToolbar find={find} navigation={navigation} onPanel={toggle} />
        <AgentConversation value={inside}>
          <MessageFlow rows={rows} tail={tail.length} handle={list} onPlace={setPlace}>
            {(index) => {
              const row = rows[index];
              if (!row) return <LiveRowView row={tail[index - rows.length]} />;
              return (
                <FlowRowView
                  row={row}
                  facts={facts}
                  found={find.row === index}
                  current={row.kind !== "gap" && row.message.position === current}
                  onGap={fill}
                />
              );
            }}
          </MessageFlow>
        </AgentConversation>
      </div>
      <SidePanel
        detail={detail}
        reading={reading}
        facts={facts}
        place={seen}
        told={told}
        onGo={go}
        onClose={toggle}
      />
    </div>
  );
}
