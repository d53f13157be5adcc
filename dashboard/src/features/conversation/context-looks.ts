/** How each part of a prompt is told. */
export const CONTEXT_LOOKS: Readonly<Record<string, { label: string; className: string }>> = {
  tools: { label: "Tools", className: "bg-info" },
  mcp_tools: { label: "MCP tools", className: "bg-info/55" },
  system: { label: "System prompt", className: "bg-plum" },
  memory: { label: "CLAUDE.md", className: "bg-plum/60" },
  reminders: { label: "Reminders", className: "bg-plum/35" },
  prompts: { label: "Prompts", className: "bg-accent" },
  answers: { label: "Answers", className: "bg-accent/55" },
  thinking: { label: "Thinking", className: "bg-faint" },
  tool_calls: { label: "Tool calls", className: "bg-warn/55" },
  tool_results: { label: "Tool results", className: "bg-warn" },
  images: { label: "Images", className: "bg-good" },
  documents: { label: "Documents", className: "bg-good/55" },
  other: { label: "Other", className: "bg-line-strong" },
};
