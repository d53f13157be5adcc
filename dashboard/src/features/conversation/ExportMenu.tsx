import { Download } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { buttonClass } from "@/ui/Button";

const FORMATS = [
  { format: "markdown", label: "Markdown", note: "to read" },
  { format: "jsonl", label: "JSON lines", note: "to work with" },
  { format: "har", label: "HTTP archive", note: "for developer tools" },
];

/** A session as a file. What looks like a key is taken out of it. */
export function ExportMenu({ session }: { session: string }) {
  return (
    // Without a style sheet of its own, which a strict policy would refuse.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={buttonClass()}>
        <Download size={14} aria-hidden="true" /> Export
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="z-40 min-w-64 rounded-xl border border-line bg-surface p-1.5 shadow-pop"
        >
          {FORMATS.map(({ format, label, note }) => (
            <DropdownMenu.Item key={format} asChild>
              <a
                href={`/api/exports/${format}?session=${encodeURIComponent(session)}`}
                download
                className="flex h-9 items-center justify-between gap-6 rounded-lg px-2.5 text-sm outline-none data-[highlighted]:bg-selected"
              >
                {label} <span className="text-xs whitespace-nowrap text-faint">{note}</span>
              </a>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
