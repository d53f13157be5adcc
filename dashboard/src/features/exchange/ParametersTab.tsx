import type { ExchangeDetail } from "@/api/client";
import { Code } from "@/features/message/Code";
import { isObject, setOut } from "@/lib/json";
import { ContentOf } from "./ContentOf";

/** What a request asks for beside what it says. */
export function ParametersTab({ detail }: { detail: ExchangeDetail }) {
  return (
    <ContentOf detail={detail}>
      {({ parameters }) => (
        <dl className="max-w-4xl divide-y divide-line/70 overflow-y-auto px-5 py-3 text-sm">
          {parameters.map(({ name, value }) => (
            <div
              key={name}
              className="grid gap-x-5 gap-y-1 py-2.5 @xl:grid-cols-[12rem_minmax(0,1fr)]"
            >
              <dt className="font-mono text-xs leading-5 text-faint">{name}</dt>
              <dd className="min-w-0">
                <Value name={name} value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </ContentOf>
  );
}

function Value({ name, value }: { name: string; value: unknown }) {
  if (isObject(value) || Array.isArray(value)) {
    return <Code label={name} text={setOut(value)} language="json" />;
  }
  return <span className="font-mono text-xs wrap-anywhere">{String(value)}</span>;
}
