import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Bot, CircleAlert, PanelRight } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Branch, ConversationDetail } from "@/api/client";
import { FindBar } from "@/features/message/FindBar";
import { AgentConversation } from "@/features/message/tools/view";
import { useFind } from "@/features/message/use-find";
import { formatCount } from "@/lib/format";
import { useShortcuts } from "@/lib/shortcuts";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { ErrorState, Loading } from "@/ui/states";
import type { RowsHandle } from "@/ui/VirtualRows";
import { AgentInside } from "./AgentInside";
import { FlowRowView } from "./FlowRowView";
import { rowAt } from "./flow-rows";
import { LiveRowView } from "./LiveRowView";
import { landmarksOf, nextPlace } from "./landmarks";
import { MessageFlow } from "./MessageFlow";
import { contextQuery } from "./queries";
import { SidePanel } from "./SidePanel";
import { TurnFacts } from "./turn-facts";
import { useConversation } from "./use-conversation";
import { useLiveTail } from "./use-live-tail";
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
  const [place, setPlace] = useState(1);
  const [current, setCurrent] = useState<number>();
  const goal = useRef<number>(undefined);
  const go = useCallback(
    (position: number) => {
      goal.current = position;
      setCurrent(position);
      void reader.at(position);
      const row = rowAt(reader.snapshot().rows, position);
      if (row !== undefined) {
        goal.current = undefined;
        list.current?.show(row, "start");
      }
    },
    [reader],
  );
  useEffect(() => {
    if (target !== undefined) go(target);
  }, [target, go]);
  useEffect(() => {
    const row = goal.current === undefined ? undefined : rowAt(rows, goal.current);
    if (row === undefined) return;
    goal.current = undefined;
    list.current?.show(row, "start");
  }, [rows]);

  const landmarks = useMemo(() => landmarksOf(turns), [turns]);
  const step = (places: readonly number[], by: 1 | -1) => {
    const next = nextPlace(places, place, by);
    if (next !== undefined) go(next);
  };
  useShortcuts({
    "]": () => step(landmarks.turns, 1),
    "[": () => step(landmarks.turns, -1),
    e: () => step(landmarks.errors, 1),
    E: () => step(landmarks.errors, -1),
    a: () => step(landmarks.agents, 1),
    A: () => step(landmarks.agents, -1),
  });

  const context = useQuery({
    ...contextQuery(summary.id, undefined),
    enabled: total !== undefined,
    retry: false,
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
  const toggle = () =>
    void navigate({
      to: ".",
      search: ({ panel: _, ...others }) => ({
        ...others,
        ...(!panelShown && { panel: "turns" as const }),
      }),
      replace: true,
    });

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
        <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-5">
          <FindBar find={find} label="Find in the conversation" />
          <span className="ml-auto flex shrink-0 items-center gap-2">
            <Jump
              what="error"
              Icon={CircleAlert}
              places={landmarks.errors}
              onJump={() => step(landmarks.errors, 1)}
            />
            <Jump
              what="agent"
              Icon={Bot}
              places={landmarks.agents}
              onJump={() => step(landmarks.agents, 1)}
            />
            <Button className="@4xl:hidden" onClick={toggle}>
              <PanelRight size={14} aria-hidden="true" /> Turns
            </Button>
          </span>
        </div>
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
        place={place}
        context={context.data}
        onGo={go}
        onClose={toggle}
      />
    </div>
  );
}

interface JumpProps {
  what: string;
  Icon: typeof Bot;
  places: readonly number[];
  onJump: () => void;
}

function Jump({ what, Icon, places, onJump }: JumpProps) {
  if (places.length === 0) return null;
  const name = `${formatCount(places.length)} ${places.length === 1 ? what : `${what}s`}`;
  return (
    <Button onClick={onJump} title={`To the next ${what} (${what[0]})`} className="@max-xl:px-2">
      <Icon size={14} aria-hidden="true" className={what === "error" ? "text-bad" : "text-plum"} />
      <span className="tabular @max-xl:sr-only">{name}</span>
    </Button>
  );
}
