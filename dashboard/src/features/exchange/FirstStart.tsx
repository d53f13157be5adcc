import { CopyButton } from "@/ui/CopyButton";
import { Dot } from "@/ui/Dot";

/** What to set, by the address under which this page was reached: the same gateway takes both. */
export function exportLine(origin: string = globalThis.location.origin): string {
  return `export ANTHROPIC_BASE_URL=${origin}`;
}

/** Nothing is on record yet: what to do so that something will be. */
export function FirstStart() {
  const line = exportLine();
  return (
    <div className="m-auto flex w-full max-w-xl flex-col items-center gap-6 p-8 text-center">
      <img src="/favicon.svg" alt="" className="size-12" />
      <div className="flex flex-col gap-1.5">
        <h2 className="text-xl font-semibold tracking-tight">Point Claude Code here</h2>
        <p className="text-soft text-balance">
          Set this line in the shell in which you start Claude Code, and work on as before.
        </p>
      </div>
      <div className="flex w-full items-center gap-2 rounded-xl border border-line bg-surface py-2 pr-2 pl-4 shadow-pop">
        <code className="min-w-0 flex-1 overflow-x-auto text-left font-mono text-sm whitespace-nowrap">
          <span className="text-faint">$ </span>
          {line}
        </code>
        <CopyButton text={line} label="Copy the line" />
      </div>
      <p role="status" className="flex items-center gap-2 text-sm text-faint">
        <Dot tone="info" breathing /> Waiting for the first request. It shows here as it arrives.
      </p>
    </div>
  );
}
