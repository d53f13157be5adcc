import { Bot, CircleAlert, PanelRight } from "lucide-react";
import { FindBar } from "@/features/message/FindBar";
import type { Find } from "@/features/message/use-find";
import { formatCount } from "@/lib/format";
import { Button } from "@/ui/Button";
import type { Navigation } from "./use-navigation";

interface Props {
  find: Find;
  navigation: Navigation;
  onPanel: () => void;
}

/** The search above the messages, and the ways to what went wrong and to agents. */
export function FlowToolbar({ find, navigation: { landmarks, step }, onPanel }: Props) {
  return (
    <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-5">
      <FindBar find={find} label="Find in the conversation" />
      <span className="ml-auto flex shrink-0 items-center gap-2">
        <Jump
          what="error"
          count={landmarks.errors.length}
          onJump={() => step(landmarks.errors, 1)}
        />
        <Jump
          what="agent call"
          count={landmarks.agents.length}
          onJump={() => step(landmarks.agents, 1)}
        />
        <Button className="@4xl:hidden" onClick={onPanel}>
          <PanelRight size={14} aria-hidden="true" /> Turns
        </Button>
      </span>
    </div>
  );
}

interface JumpProps {
  what: "error" | "agent call";
  count: number;
  onJump: () => void;
}

const ICONS = {
  error: <CircleAlert size={14} aria-hidden="true" className="text-bad" />,
  "agent call": <Bot size={14} aria-hidden="true" className="text-plum" />,
};

function Jump({ what, count, onJump }: JumpProps) {
  if (count === 0) return null;
  return (
    <Button onClick={onJump} title={`To the next ${what} (${what.charAt(0)})`}>
      {ICONS[what]}
      <span className="tabular @max-xl:sr-only">
        {formatCount(count)} {count === 1 ? what : `${what}s`}
      </span>
    </Button>
  );
}
