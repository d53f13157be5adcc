import type { LucideIcon } from "lucide-react";
import { createContext, type FC, type ReactNode } from "react";
import type { ToolCall } from "../content";

/** How the calls of a tool are shown. */
export interface ToolView {
  Icon: LucideIcon;
  /** What the tool is called, where its own name would not do. */
  name?: (call: ToolCall) => string;
  /** What it was called for, in one line. */
  summary: (call: ToolCall) => ReactNode;
  /** How it went in a word or two, where that says more than failed or not. */
  state?: (call: ToolCall) => ReactNode;
  Body: FC<{ call: ToolCall }>;
}

/**
 * What an agent did that a call started: a page that knows the agent's conversation puts it here,
 * and it is shown within the call.
 */
export const AgentConversation = createContext<(call: ToolCall) => ReactNode>(() => null);
