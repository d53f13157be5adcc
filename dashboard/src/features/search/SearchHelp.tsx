import { EmptyState } from "@/ui/states";

const WAYS: readonly { typed: string; what: string }[] = [
  { typed: "till rounds", what: "both words, in one passage" },
  { typed: '"rounds wrongly"', what: "in a row" },
  { typed: "round*", what: "what begins so; the last word always may" },
  { typed: "till -test", what: "without the other word" },
  { typed: "src/till.ts", what: "paths and identifiers, also by their parts" },
];

/** How to search. */
export function SearchHelp() {
  return (
    <EmptyState title="Everything that was ever said">
      <p>Prompts, answers, thinking, what went into tools and what came back.</p>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-left">
        {WAYS.map(({ typed, what }) => (
          <div key={typed} className="contents">
            <dt>
              <code className="rounded-md border border-line bg-surface px-1.5 py-0.5 font-mono text-xs text-ink">
                {typed}
              </code>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </EmptyState>
  );
}
