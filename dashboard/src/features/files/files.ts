import type { Transcript } from "@/api/client";
import type { Message } from "@/features/message/content";
import { type MessageRow, RowBuilder } from "@/features/message/rows";

export const FOLDERS = { projects: "Projects", todos: "To do", plans: "Plans" } as const;
export type Folder = keyof typeof FOLDERS;

/** What is looked at, as it stands in the URL. */
export interface FilesParams {
  folder?: Folder;
  project?: string;
  plan?: string;
}

/** Reads it out of a URL's parameters and leaves away what makes no sense. */
export function parseFilesParams(search: Readonly<Record<string, unknown>>): FilesParams {
  const { folder, project, plan } = search;
  return {
    ...(typeof folder === "string" &&
      Object.hasOwn(FOLDERS, folder) && { folder: folder as Folder }),
    ...(typeof project === "string" && project !== "" && { project }),
    ...(typeof plan === "string" && plan !== "" && { plan }),
  };
}

export const SOURCES = {
  proxy: { label: "on record", title: "All of it crossed the proxy" },
  both: { label: "partly on record", title: "Some of it never crossed the proxy" },
  transcript: { label: "transcript only", title: "It never crossed the proxy" },
} as const satisfies Record<Transcript["source"], { label: string; title: string }>;

/** A message as a transcript has it; without content where the record has it instead. */
export interface KeptMessage {
  position: number;
  role: string;
  request: string | null;
  content?: unknown;
}

/** Messages as rows; the blocks of one answer stand in several lines, and belong together. */
export function rowsOfTranscript(messages: readonly KeptMessage[]): MessageRow[] {
  const builder = new RowBuilder();
  for (const message of messages) builder.add(shown(message));
  return builder.rows;
}

function shown({ role, content }: KeptMessage): Message {
  return content === undefined || content === null ? { role, content: [] } : { role, content };
}
