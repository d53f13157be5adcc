import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { X } from "lucide-react";
import { Tabs } from "radix-ui";
import { memo } from "react";
import type { ConversationDetail } from "@/api/client";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { TAB_CLASS, TAB_LIST_CLASS } from "@/ui/tabs";
import { AgentTree } from "./AgentTree";
import { ContextPanel } from "./ContextPanel";
import type { Reading } from "./reader";
import { PANELS, type Panel } from "./search";
import { TurnList } from "./TurnList";
import type { TurnFacts } from "./turn-facts";

const route = getRouteApi("/conversations/$id");
const LABELS: Record<Panel, string> = { turns: "Turns", agents: "Agents", context: "Context" };

interface Props {
  detail: ConversationDetail;
  reading: Reading;
  facts: TurnFacts;
  /** What stands at the top of what is seen. */
  place: number;
  /** Whether any answer has told yet how much the model was given. */
  told: boolean;
  onGo: (position: number) => void;
  onClose: () => void;
}

/** Beside the messages: the turns, the agents, and what fills the context. */
export const SidePanel = memo(function SidePanel({
  detail,
  reading,
  facts,
  place,
  told,
  onGo,
  onClose,
}: Props) {
  const { panel } = route.useSearch();
  const navigate = useNavigate();
  return (
    <Tabs.Root
      value={panel ?? "turns"}
      onValueChange={(value) =>
        void navigate({
          to: ".",
          search: (search) => ({ ...search, panel: value as Panel }),
          replace: true,
        })
      }
      className={cx(
        "flex min-h-0 flex-col @4xl:w-80 @4xl:shrink-0 @4xl:border-l @4xl:border-line @6xl:w-96",
        panel === undefined ? "@max-4xl:hidden" : "@max-4xl:flex-1",
      )}
    >
      <div className="flex items-center">
        <Tabs.List
          aria-label="Beside the conversation"
          className={cx(TAB_LIST_CLASS, "h-12 flex-1 items-end")}
        >
          {PANELS.map((name) => (
            <Tabs.Trigger key={name} value={name} className={TAB_CLASS}>
              {LABELS[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <IconButton label="Back to the messages" onClick={onClose} className="mr-2 @4xl:hidden">
          <X size={15} />
        </IconButton>
      </div>
      <Tabs.Content value="turns" tabIndex={-1} className={CONTENT}>
        <TurnList reading={reading} facts={facts} place={place} onGo={onGo} />
      </Tabs.Content>
      <Tabs.Content value="agents" tabIndex={-1} className={CONTENT}>
        <AgentTree detail={detail} />
      </Tabs.Content>
      <Tabs.Content value="context" tabIndex={-1} className={CONTENT}>
        <ContextPanel id={detail.summary.id} told={told} onGo={onGo} />
      </Tabs.Content>
    </Tabs.Root>
  );
});

const CONTENT = "flex min-h-0 flex-1 flex-col outline-none data-[state=inactive]:hidden";
